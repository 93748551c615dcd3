import { roomStream, streamSubject } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import { fieldOf, textOf } from "../payload.ts";
import type { Client } from "../socket-io/client.ts";
import type { Dialect, Word } from "../socket-io/dialect.ts";
import type { Form, Telling } from "../socket-io/telling.ts";
import { backToLobby, onTellings, scenarioTellings, tokenOf } from "./chat-form.ts";
import { ticked } from "./checklist.ts";
import { forPeople } from "./for-people.ts";
import { isLine, messageOf } from "./message.ts";
import { personOnWire, roleOf } from "./person.ts";
import { isOn, LOBBY, roomCalled, roomIdOf } from "./rooms.ts";
import { scenarioIn } from "./scenario.ts";
import type { TypedLengths } from "./typed-lengths.ts";

/** A coached conversation, seen from inside a room. */
export function chatDialect(form: Form, typed: TypedLengths): Dialect {
  const silent: Word = { holdsUpOthers: false, act: () => undefined };
  return {
    name: "coached",
    forms: [form],
    guests: true,
    words: new Map<string, Word>([
      ["join", { holdsUpOthers: true, act: forPeople(join) }],
      ["server_receive", { holdsUpOthers: false, act: forPeople(receive) }],
      ["typing", { holdsUpOthers: false, act: forPeople((client, payload) => typing(client, payload, typed)) }],
      ["leave", { holdsUpOthers: true, act: forPeople(leave) }],
      // The clock is the server's. What the browser's says is neither believed nor a sign of life.
      ["timer", silent],
      ["ctimeout", silent],
    ]),
    greet(client) {
      const role = client.person && roleOf(client.person);
      if (client.person && role) client.say("connected", personOnWire(client.person, role));
    },
    shownOut: goBack,
    left: goBack,
    refuse: (client, { message }) => client.say("error", { message }),
  };
}

const fail = (client: Client, message: string): void => client.say("error", { message });
const tell = (client: Client, { name, payload }: Telling): void => client.say(name, payload);

/** Who is out of a room goes back to the lobby. The end of the room itself was told to everybody. */
function goBack(client: Client, room: string): void {
  const state = stateOf(client, room);
  if (state && !state.closed) tell(client, backToLobby(tokenOf(state)));
}

const stateOf = ({ house }: Client, room: string): RoomState | undefined =>
  house.streams.peek(roomStream(room))?.state as RoomState | undefined;

async function join(client: Client, payload: unknown): Promise<void> {
  const roomId = textOf(payload, "room_id");
  if (roomId === undefined) return fail(client, "room_id is required");
  const { ask, lobbies, settings } = client.house;
  const caller = client.caller();
  const { id } = caller.person.user;
  const room = roomCalled(roomId, await lobbies.rooms(LOBBY), id);
  if (!room) return tell(client, backToLobby());
  if (!room.members.has(id)) {
    const seat = await ask("take_seat", { room: room.id, key: client.newKey() }, caller);
    if (!seat.ok) return tell(client, backToLobby());
  }
  const scenario = room.about?.scenario === undefined ? scenarioIn(payload) : undefined;
  if (scenario) {
    const chosen = await ask("take_seat", { room: room.id, key: client.newKey(), ...scenario }, caller);
    if (!chosen.ok) fail(client, chosen.refusal.message);
  }

  const entered = await client.enter(room.id, caller.person, { lines: settings.CHAT_HISTORY_LIMIT, isLine });
  const state = stateOf(client, room.id);
  if (!entered.ok || !state) return tell(client, backToLobby());
  const { events, upTo, returned } = entered.reply;
  if (returned) client.replay(room.id, entered.reply);
  else {
    for (const telling of scenarioTellings(state)) tell(client, telling);
    const messages = events.map((event) => messageOf(event, state));
    client.say("show-history", { messages, room_status: isOn(state) }, upTo);
  }
  // With the place in the log beside it: clients take a text that comes last for one.
  for (const { name, payload: told } of isOn(state) ? onTellings(state) : []) client.say(name, told, upTo);
  return undefined;
}

/** A room that this client is in. */
function roomIn(client: Client, payload: unknown): RoomState | undefined {
  const roomId = textOf(payload, "room_id");
  const rooms = [...client.session.rooms.keys()].flatMap((stream) => stateOf(client, streamSubject(stream)) ?? []);
  return rooms.find((room) => roomIdOf(room) === roomId || room.id === roomId);
}

/** Who sent it and when is what the server knows. */
async function receive(client: Client, payload: unknown): Promise<void> {
  const text = fieldOf(payload, "msg");
  const room = roomIn(client, payload);
  if (!room) return fail(client, "Join the room first.");
  if (typeof text !== "string") return fail(client, "msg is required");
  const sent = await client.house.ask("send_message", { room: room.id, key: client.newKey(), text }, client.caller());
  return sent.ok ? undefined : fail(client, sent.refusal.message);
}

async function typing(client: Client, payload: unknown, typed: TypedLengths): Promise<void> {
  const length = fieldOf(payload, "length");
  const room = roomIn(client, payload);
  if (!room || typeof length !== "number" || !Number.isFinite(length)) return;
  const caller = client.caller();
  await typed.during(caller.person.user.id, length, () =>
    client.house.ask("typing", { room: room.id, on: length > 0 }, caller),
  );
}

async function leave(client: Client, payload: unknown): Promise<void> {
  const roomId = textOf(payload, "room_id");
  if (roomId === undefined) return fail(client, "room_id is required");
  const { ask, lobbies } = client.house;
  const caller = client.caller();
  const { id } = caller.person.user;
  const room = roomIn(client, payload) ?? roomCalled(roomId, await lobbies.rooms(LOBBY), id);
  if (!room?.members.has(id)) return tell(client, backToLobby());

  for (const item of ticked(fieldOf(payload, "checklist"), room, id)) {
    await ask("tick_checklist", { room: room.id, key: client.newKey(), item }, caller);
  }
  const isShown = caller.view.isWatching(roomStream(room.id));
  const left = await ask("leave_room", { room: room.id, key: client.newKey() }, caller);
  if (!left.ok) return fail(client, left.refusal.message);
  if (!isShown) tell(client, backToLobby(tokenOf(room)));
  return undefined;
}
