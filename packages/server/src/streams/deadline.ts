import { isQueueStream, isRoomStream, type StreamName } from "@parlor/protocol";
import { type QueueState, type RoomState, sessionDeadlines } from "@parlor/rules";
import type { StreamState } from "./stream-state.ts";

/** Due at once and again and again: what happens next depends on who is connected, which is in no log. */
export const ALWAYS = 0;

/**
 * When time has something to do with a stream, as far as its log can tell. Never later than it really is: whoever
 * looks then finds out the rest.
 */
export function nextDeadline(stream: StreamName, state: StreamState): number | null {
  if (!state) return null;
  if (isRoomStream(stream)) return roomDeadline(state as RoomState);
  return isQueueStream(stream) ? queueDeadline(state as QueueState) : null;
}

function roomDeadline(room: RoomState): number | null {
  const { closed, kind } = room;
  if (closed || (!kind.session && !kind.seats)) return null;
  // Also while a conversation goes on: a seat does not wait for ever for somebody who is gone.
  if (kind.seats && room.memberCount > 0) return ALWAYS;
  return sessionDeadlines(room)[0]?.at ?? null;
}

const queueDeadline = ({ requests, agents }: QueueState): number | null =>
  requests.size > 0 || agents.length > 0 ? ALWAYS : null;
