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

/** When a stream has to be looked at next, given who is here now. 0 is at once, and `null` not before it changes. */
export function nextLook(stream: StreamName, state: StreamState, seen: Seen): number | null {
  if (!state) return null;
  if (isQueueStream(stream)) return soonest(queueTimes(state as QueueState, seen));
  return isRoomStream(stream) ? soonest(roomTimes(state as RoomState, seen)) : null;
}

function roomTimes(room: RoomState, { goneSince, lastActive, isHere }: Seen): (number | undefined)[] {
  if (room.closed || (!room.kind.session && !room.kind.seats)) return [];
  return [
    sessionDeadlines(room, lastActive)[0]?.at,
    seatDeadline(room, goneSince),
    startSession(room, 0, isHere).length > 0 ? 0 : undefined,
  ];
}

function queueTimes(queue: QueueState, { goneSince }: Seen): (number | undefined)[] {
  const isWaiting = [...queue.requests.values()].some(({ status }) => status === "waiting");
  return [queueDeadlines(queue, goneSince)[0]?.at, isWaiting && queue.agents.length > 0 ? 0 : undefined];
}

function soonest(times: readonly (number | undefined)[]): number | null {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.min(...known) : null;
}
