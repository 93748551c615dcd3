import { readableFrom, type RoomState } from "@parlor/rules";
import type { Person } from "../identity/person.ts";

/** The last seq that this person may not read. Every way of reading asks here. */
export function historyFloor(room: RoomState, person: Person): number {
  return readableFrom(room, { member: room.members.get(person.user.id), server: person.server }) - 1;
}
