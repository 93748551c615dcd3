import { isQueueStream, isRoomStream, type StreamName } from "@parlor/protocol";
import {
  queueDeadlines,
  type QueueState,
  type RoomState,
  seatDeadline,
  sessionDeadlines,
  startSession,
} from "@parlor/rules";
import type { Whereabouts } from "../presence/whereabouts.ts";
import type { StreamState } from "../streams/stream-state.ts";

export type Seen = Pick<Whereabouts, "goneSince" | "lastActive" | "isHere">;

/**
 * When a stream has to be looked at next, given who is here now. 0 is at once, and `null` not before it changes. With
 * `after`, what was looked at by then in vain has to wait for something else than time.
 */
export function nextLook(stream: StreamName, state: StreamState, seen: Seen, after = -1): number | null {
  const known = timesOf(stream, state, seen).filter((time): time is number => time !== undefined && time > after);
  return known.length > 0 ? Math.min(...known) : null;
}

function timesOf(stream: StreamName, state: StreamState, seen: Seen): (number | undefined)[] {
  if (!state) return [];
  if (isQueueStream(stream)) return queueTimes(state as QueueState, seen);
  return isRoomStream(stream) ? roomTimes(state as RoomState, seen) : [];
}

function roomTimes(room: RoomState, { goneSince, lastActive, isHere }: Seen): (number | undefined)[] {
  if (room.closed || (!room.kind.session && !room.kind.seats)) return [];
  return [
    ...sessionDeadlines(room, lastActive).map(({ at }) => at),
    seatDeadline(room, goneSince),
    startSession(room, 0, isHere).length > 0 ? 0 : undefined,
  ];
}

function queueTimes(queue: QueueState, { goneSince }: Seen): (number | undefined)[] {
  const isWaiting = [...queue.requests.values()].some(({ status }) => status === "waiting");
  const times = queueDeadlines(queue, goneSince).map(({ at }) => at);
  return [...times, isWaiting && queue.agents.length > 0 ? 0 : undefined];
}
