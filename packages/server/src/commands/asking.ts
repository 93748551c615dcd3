import { type Refusal, refusal, type RoomId } from "@parlor/protocol";
import { type Act, type Asker, can, type RoomState } from "@parlor/rules";
import { grantedRole, type Person } from "../identity/person.ts";

/** The person as `can()` sees them in one room. */
export function askerIn(room: RoomState, { user, server, rooms, only }: Person): Asker {
  const member = room.members.get(user.id);
  const granted = rooms.size > 0 && grantedRole({ rooms }, room.id) !== undefined;
  return { id: user.id, member, server, granted, guest: user.guest, only };
}

/** The refusal with its reason, or undefined when the person may. */
export function refusalOf(person: Person, act: Act, room: RoomState, now?: number): Refusal | undefined {
  const answer = can(askerIn(room, person), act, room, now);
  return answer.ok ? undefined : refusal(answer.code, answer.reason, answer.retryAfterMs);
}

export const noSuchRoom = (room: RoomId): Refusal =>
  refusal("no_such_room", `There is no room ${JSON.stringify(room)}.`);
export const noSuchMessage = (seq: number): Refusal =>
  refusal("no_such_message", `There is no message ${seq} in this room.`);
