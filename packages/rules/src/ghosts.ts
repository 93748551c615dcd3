import { durationMs } from "./duration.ts";
import { takenOut } from "./ending.ts";
import type { Planned } from "./plan.ts";
import type { RoomState } from "./room-state.ts";
import { seated } from "./seats.ts";
import { isGoing } from "./session-state.ts";

/** Since when a person has been gone; nothing while they are here. */
export type GoneSince = (user: string) => number | undefined;

/**
 * Whoever goes from one page to another closes one connection before the next is there, and on another server they are
 * heard of later still. So long their seat is theirs; a conversation does not begin before they are back.
 */
export const PAGE_CHANGE_MS = 5_000;

/** Gone, and not only from one page to another. */
export function isGhost(user: string, now: number, goneSince: GoneSince): boolean {
  const since = goneSince(user);
  return since !== undefined && since + PAGE_CHANGE_MS <= now;
}

/**
 * Frees the seats of people who are gone, before somebody else sits down: nobody is paired with a ghost.
 * While a conversation goes on, seats wait for their people instead.
 */
export function unseatGhosts(room: RoomState, now: number, goneSince: GoneSince): Planned[] {
  if (room.closed || !room.kind.seats || isGoing(room.session)) return [];
  return seated(room)
    .filter(({ id }) => isGhost(id, now, goneSince))
    .flatMap((ghost) => takenOut(room.id, ghost));
}

/** When the first seat has waited long enough for whoever sat on it. */
export function seatDeadline(room: RoomState, goneSince: GoneSince): number | undefined {
  const ends = lapses(room, goneSince).map(({ at }) => at);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** Frees the seats that have waited long enough. */
export function lapseSeats(room: RoomState, now: number, goneSince: GoneSince): Planned[] {
  return lapses(room, goneSince)
    .filter(({ at }) => at <= now)
    .flatMap(({ member }) => takenOut(room.id, member));
}

function lapses(room: RoomState, goneSince: GoneSince) {
  const { seats } = room.kind;
  if (room.closed || !seats) return [];
  const keptMs = durationMs(seats.keepFor);
  return seated(room).flatMap((member) => {
    const since = goneSince(member.id);
    return since === undefined ? [] : [{ member, at: since + keptMs }];
  });
}
