import type { RoomState } from "@parlor/rules";
import type { Person } from "../identity/person.ts";

/** The last seq that this person may not read. Every way of reading asks here. */
export function historyFloor(room: RoomState, person: Person): number {
  if (person.server || room.kind.history.visible === "always") return 0;
  const member = room.members.get(person.user.id);
  return member ? member.joinedSeq - 1 : Number.POSITIVE_INFINITY;
}
