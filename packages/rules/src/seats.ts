import type { Kind, Member, SeatsPolicy } from "@parlor/protocol";
import { type Answer, anyOf, no, YES } from "./answer.ts";
import { membersOf } from "./members.ts";
import type { RoomState } from "./room-state.ts";
import { isGoing } from "./session-state.ts";

/** Everybody inside who sits. */
export function seated(room: Pick<RoomState, "kind" | "members">): Member[] {
  const exempt = room.kind.seats?.exempt ?? [];
  return membersOf(room).filter(({ role }) => !exempt.includes(role));
}

/** Whether this person can sit here as this role, or why not. Whoever sits already asks for a change of role. */
export function freeSeat(room: RoomState, user: string, role: string): Answer {
  const { kind, session } = room;
  const { seats } = kind;
  if (!Object.hasOwn(kind.roles, role)) return no("not_allowed", `There is no ${role} in such a room.`);
  if (!seats || seats.exempt.includes(role)) return YES;
  if (session?.phase === "ended") return no("session_over", "This conversation is over.");
  if (isGoing(session) && startsWhenFull(kind) && !session.people.some((person) => person.user === user)) {
    return no("no_seat", "A conversation is going on here. Wait until it is over, or take another room.");
  }
  return freeAmong(
    seats,
    seated(room).filter(({ id }) => id !== user),
    role,
  );
}

const startsWhenFull = (kind: Kind): boolean => kind.session?.starts === "when-full";

function freeAmong(seats: SeatsPolicy, others: readonly Member[], role: string): Answer {
  const sitting = (name: string) => others.filter((member) => member.role === name).length;

  const max = seats.roles[role]?.max;
  if (max !== undefined && sitting(role) >= max) {
    return no(
      "seat_taken",
      max === 1 ? `There is already ${anyOf([role])} here.` : `No seat is free for ${anyOf([role])}.`,
    );
  }
  const free = seats.total - others.length;
  if (free < 1)
    return no("room_full", seats.total === 1 ? "The seat is taken." : `All ${seats.total} seats are taken.`);

  const keptFor = Object.entries(seats.roles).filter(
    ([name, { reserved }]) => name !== role && reserved > sitting(name),
  );
  const kept = keptFor.reduce((sum, [name, { reserved }]) => sum + reserved - sitting(name), 0);
  if (free > kept) return YES;
  return no("no_seat", `The last free seat is kept for ${anyOf(keptFor.map(([name]) => name))}.`);
}

/** As long as a conversation needs more people, it has not begun. */
export function isFull(room: Pick<RoomState, "kind" | "members">): boolean {
  const { seats } = room.kind;
  return seats !== undefined && seated(room).length >= seats.total;
}

/** Whether a new room of this kind has seats for everybody who is to be in it from the start. */
export function seatsFor(kind: Kind, roles: readonly string[]): Answer {
  const { seats } = kind;
  if (!seats) return YES;
  const sitting: Member[] = [];
  for (const role of roles.filter((one) => !seats.exempt.includes(one))) {
    const answer = freeAmong(seats, sitting, role);
    if (!answer.ok) return answer;
    sitting.push({ id: "", name: "", role, joinedAt: 0, joinedSeq: 0, joinedNo: 0 });
  }
  return YES;
}
