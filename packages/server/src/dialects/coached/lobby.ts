import { acquaintance } from "../../presence/whereabouts.ts";
import { textOf } from "../payload.ts";
import type { Client } from "../socket-io/client.ts";
import type { Dialect, Word } from "../socket-io/dialect.ts";
import type { Form } from "../socket-io/telling.ts";
import { forPeople } from "./for-people.ts";
import { roomUrl } from "./links.ts";
import { roleOf } from "./person.ts";
import { LOBBY, LOBBY_STREAM, lobbyRoomId, roomsOnWire } from "./rooms.ts";

/** The lobby of coached conversations: who is there, and which rooms one can go into. */
export function lobbyDialect(form: Form): Dialect {
  return {
    name: "coached",
    forms: [form],
    guests: true,
    words: new Map<string, Word>([
      ["join_room", { holdsUpOthers: true, act: forPeople(joinRoom) }],
      ["log_out", { holdsUpOthers: true, act: forPeople(logOut) }],
      // What a socket joined by itself before; everybody who is here hears of the lobby.
      ["join", { holdsUpOthers: false, act: () => undefined }],
    ]),
    greet: () => undefined,
    arrived: arrive,
    gone,
    shownOut: () => undefined,
    refuse: (client, { message }) => client.say("error", { message }),
  };
}

/** Whoever comes into the lobby is in no room, unless it is only their connection that comes back. */
async function arrive(client: Client): Promise<void> {
  const { person } = client;
  const role = person && roleOf(person);
  if (!role) return;
  const caller = client.caller();
  const { ask } = client.house;
  if (!client.isBack) await leaveRooms(client);
  await ask("open_lobby", { lobby: LOBBY }, caller);
  if (role === "assistant") await ask("go_online", { lobby: LOBBY }, caller);
  if (client.socket.connected) tellOnline(client, true);
}

/** The page that one goes on to connects for itself; what is told here is that somebody left the lobby. */
function gone(client: Client): void {
  const isHere = client.person && roleOf(client.person) && client.caller().view.isWatching(LOBBY_STREAM);
  if (isHere && !client.isHereTwice()) tellOnline(client, false);
}

async function logOut(client: Client): Promise<void> {
  const { ask } = client.house;
  const caller = client.caller();
  if (!caller.view.isWatching(LOBBY_STREAM)) return;
  await ask("go_offline", { lobby: LOBBY }, caller);
  tellOnline(client, false);
  await ask("close_lobby", { lobby: LOBBY }, caller);
}

function tellOnline(client: Client, here: boolean): void {
  client.house.visited({ lobby: LOBBY, person: acquaintance(client.caller().person), here });
}

/** Goes into a room and sits down. Who does is out of every other room. */
async function joinRoom(client: Client, payload: unknown): Promise<void> {
  const roomId = textOf(payload, "room_id");
  if (roomId === undefined) return client.say("error", { message: "room_id is required" });
  const { ask, lobbies } = client.house;
  const caller = client.caller();
  const entry = (await lobbies.look(LOBBY)).find((one) => lobbyRoomId(one) === roomId);
  const seat = entry && (await ask("take_seat", { room: entry.room, key: client.newKey() }, caller));
  if (!seat?.ok) return client.say("room-full", { room_id: roomId });

  await leaveRooms(client, entry?.room);
  client.tell(LOBBY_STREAM, { name: "joined", payload: { rooms: roomsOnWire(await lobbies.look(LOBBY)) } });
  return client.say("redirect", { url: roomUrl(roomId) });
}

async function leaveRooms(client: Client, butFor?: string): Promise<void> {
  const { ask, lobbies } = client.house;
  const caller = client.caller();
  const { id } = caller.person.user;
  for (const room of await lobbies.rooms(LOBBY)) {
    if (room.id === butFor || !room.members.has(id)) continue;
    await ask("leave_room", { room: room.id, key: client.newKey() }, caller);
  }
}
