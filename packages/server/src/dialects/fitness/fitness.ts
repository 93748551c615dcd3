import { roomStream } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import { fieldOf, textOf } from "../payload.ts";
import type { Client } from "../socket-io/client.ts";
import type { Dialect, Word } from "../socket-io/dialect.ts";
import type { SocketIoHouse } from "../socket-io/house.ts";
import { errorOf } from "./errors.ts";
import { fitnessForm } from "./form.ts";
import { lineOf } from "./lines.ts";
import { roomJoined } from "./room-joined.ts";
import { roomsList } from "./rooms-list.ts";

/** The community rooms of the fitness app: rooms to walk into, with their lines and who is there. */
export function fitness({ presence }: Pick<SocketIoHouse, "presence">): Dialect {
  return {
    name: "fitness",
    forms: [fitnessForm(presence)],
    guests: true,
    isNamedBy: ({ user_id: id }) => id !== undefined,
    words: WORDS,
    greet: (client) => client.say("status", { message: "Connected to chat server" }),
    async returned(client) {
      for (const room of await client.roomsBefore()) await comeIn(client, room);
    },
    shownOut: (client, _room, why) => client.say("error", { message: why }),
    refuse: (client, why) => client.say("error", errorOf(why)),
  };
}

const WORDS: ReadonlyMap<string, Word> = new Map<string, Word>([
  ["get_rooms", { holdsUpOthers: false, act: getRooms }],
  ["join_room", { holdsUpOthers: true, act: joinRoom }],
  ["leave_room", { holdsUpOthers: true, act: leaveRoom }],
  ["send_message", { holdsUpOthers: false, act: sendMessage }],
  ["typing_start", { holdsUpOthers: false, act: (client, payload) => typing(client, payload, true) }],
  ["typing_stop", { holdsUpOthers: false, act: (client, payload) => typing(client, payload, false) }],
]);

const NOT_FOUND = { message: "Room or user not found" };

async function getRooms(client: Client): Promise<void> {
  const rooms = await roomsList(client.house.ask, client.caller().person);
  if (rooms.ok) client.say("rooms_list", rooms.reply);
  else client.say("error", errorOf(rooms.refusal));
}

async function joinRoom(client: Client, payload: unknown): Promise<void> {
  const room = textOf(payload, "room");
  if (room === undefined) client.say("error", NOT_FOUND);
  else await comeIn(client, room);
}

/** A newcomer gets the room with its newest lines; one who was here gets what happened since. */
async function comeIn(client: Client, room: string): Promise<void> {
  const { CHAT_HISTORY_LIMIT: lines } = client.house.settings;
  const entered = await client.enter(room, client.caller().person, {
    lines,
    isLine: (event) => lineOf(event) !== undefined,
  });
  if (!entered.ok) {
    client.say("error", entered.refusal.code === "not_a_member" ? NOT_FOUND : errorOf(entered.refusal));
    return;
  }
  const { events, upTo, returned, opened } = entered.reply;
  if (returned) client.replay(room, entered.reply);
  const messages = returned ? [] : events.flatMap((event) => lineOf(event) ?? []);
  const state = client.house.streams.peek(roomStream(room))?.state as RoomState;
  client.say("room_joined", roomJoined(state, messages, opened.presence), upTo);
}

async function leaveRoom(client: Client, payload: unknown): Promise<void> {
  const room = textOf(payload, "room");
  if (room === undefined) return;
  const person = client.personIn(room);
  if (!person) return;
  // First out of the room and then out of sight, or the room would be told twice.
  const left = await client.house.ask("leave_room", { room, key: client.newKey() }, client.caller());
  if (!left.ok) client.say("error", errorOf(left.refusal));
  await client.leave(room, person);
}

async function sendMessage(client: Client, payload: unknown): Promise<void> {
  const room = textOf(payload, "room");
  const text = fieldOf(payload, "message");
  if (room === undefined) client.say("error", NOT_FOUND);
  else if (typeof text !== "string" || text.trim() === "") client.say("error", { message: "Message cannot be empty" });
  else {
    const sent = await client.house.ask("send_message", { room, key: client.newKey(), text }, client.caller());
    if (!sent.ok) client.say("error", errorOf(sent.refusal));
  }
}

async function typing(client: Client, payload: unknown, on: boolean): Promise<void> {
  const room = textOf(payload, "room");
  if (room !== undefined) await client.house.ask("typing", { room, on }, client.caller());
}
