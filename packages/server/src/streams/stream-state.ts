import {
  type AnyEvent,
  type InboxEvent,
  type InboxView,
  isInboxStream,
  isQueueStream,
  isRoomStream,
  type QueueEvent,
  type QueueView,
  type RoomEvent,
  type StreamName,
  streamSubject,
} from "@parlor/protocol";
import {
  EMPTY_INBOX,
  foldInbox,
  foldQueue,
  foldRoom,
  type InboxState,
  inboxFromView,
  inboxView,
  queueFromView,
  type QueueState,
  queueView,
  type RoomState,
  roomFromView,
  type RoomSnapshot,
  roomSnapshot,
} from "@parlor/rules";

/** What a stream's events add up to. A room or queue that was never created has none. */
export type StreamState = RoomState | InboxState | QueueState | undefined;

export function emptyState(stream: StreamName): StreamState {
  return isInboxStream(stream) ? EMPTY_INBOX : undefined;
}

/** The one place where a stream's name decides which fold its events go through. */
export function foldStream(stream: StreamName, state: StreamState, event: AnyEvent): StreamState {
  const subject = streamSubject(stream);
  if (isRoomStream(stream)) return foldRoom(subject, state as RoomState | undefined, event as RoomEvent);
  if (isQueueStream(stream)) return foldQueue(subject, state as QueueState | undefined, event as QueueEvent);
  return foldInbox(state as InboxState, event as InboxEvent);
}

export function stateToJson(stream: StreamName, state: StreamState): string {
  if (!state) throw new Error(`${stream} has no state`);
  if (isRoomStream(stream)) return JSON.stringify(roomSnapshot(state as RoomState));
  return JSON.stringify(isQueueStream(stream) ? queueView(state as QueueState) : inboxView(state as InboxState));
}

export function stateFromJson(stream: StreamName, json: string): StreamState {
  const view: unknown = JSON.parse(json);
  if (isRoomStream(stream)) return roomFromView(view as RoomSnapshot);
  return isQueueStream(stream) ? queueFromView(view as QueueView) : inboxFromView(view as InboxView);
}
