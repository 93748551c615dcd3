import { type LobbyRoom, queueStream } from "@parlor/protocol";
import { isFull, isGoing, type RoomState } from "@parlor/rules";
import { idOnWire } from "./id-on-wire.ts";

/** The kind of rooms that these clients know, and so the lobby that leads to them. */
export const LOBBY = "coached";
export const LOBBY_STREAM = queueStream(LOBBY);

interface Named {
  readonly subject: string;
  readonly host: { readonly id: string } | undefined;
}

/** Rooms are called after what they are about and for whom they were opened. There is one such room at a time. */
const nameOf = ({ subject, host }: Named, id: string): string => (host ? `${subject}:${idOnWire(host.id)}` : id);

export const roomIdOf = ({ id, about, title }: RoomState): string =>
  nameOf({ subject: about?.subject ?? title, host: about?.host }, id);

export const lobbyRoomId = (entry: LobbyRoom): string => nameOf({ ...entry, host: entry.host }, entry.room);

/** Undefined when there is no such room, or it is closed. */
export function roomCalled(roomId: string, rooms: readonly RoomState[], user: string): RoomState | undefined {
  const found = rooms.filter((room) => !room.closed && (roomIdOf(room) === roomId || room.id === roomId));
  return found.find(({ members }) => members.has(user)) ?? found[0];
}

/** The list of a lobby travels as JSON inside the JSON. */
export const roomsOnWire = (rooms: readonly LobbyRoom[]): string => JSON.stringify(rooms.map(roomOnWire));

function roomOnWire(entry: LobbyRoom) {
  const { subject, people, seats, roles, state } = entry;
  return {
    room_id: lobbyRoomId(entry),
    participants: people.map(idOnWire),
    number_user: seats.taken,
    max_user: seats.total,
    has_assistant: (roles["assistant"] ?? 0) > 0,
    is_full: state === "full",
    topic: subject,
  };
}

/** Whether people can talk: everybody who belongs to the conversation sits and is here, or it goes on without some. */
export function isOn(room: RoomState): boolean {
  if (room.session?.phase === "waiting") return false;
  if (!isGoing(room.session)) return isFull(room);
  return room.session.aloneSince === undefined;
}
