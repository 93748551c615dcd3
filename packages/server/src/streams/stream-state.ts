import {
  type AnyEvent,
  type InboxEvent,
  type InboxView,
  isInboxStream,
  isRoomStream,
  type RoomEvent,
  type RoomView,
  type StreamName,
  streamSubject,
} from "@parlor/protocol";
import {
  EMPTY_INBOX,
  foldInbox,
  foldRoom,
  type InboxState,
  inboxFromView,
  inboxView,
  type RoomState,
  roomFromView,
  roomView,
} from "@parlor/rules";

/** What a stream's events add up to. A room that was never created has none. */
export type StreamState = RoomState | InboxState | undefined;

export function emptyState(stream: StreamName): StreamState {
  return isInboxStream(stream) ? EMPTY_INBOX : undefined;
}

/** The one place where a stream's name decides which fold its events go through. */
export function foldStream(stream: StreamName, state: StreamState, event: AnyEvent): StreamState {
  if (isRoomStream(stream)) return foldRoom(streamSubject(stream), state as RoomState | undefined, event as RoomEvent);
  if (isInboxStream(stream)) return foldInbox(state as InboxState, event as InboxEvent);
  throw new Error(`no fold for ${stream}`);
}

export function stateToJson(stream: StreamName, state: StreamState): string {
  if (!state) throw new Error(`${stream} has no state`);
  return JSON.stringify(isRoomStream(stream) ? roomView(state as RoomState) : inboxView(state as InboxState));
}

export function stateFromJson(stream: StreamName, json: string): StreamState {
  const view: unknown = JSON.parse(json);
  return isRoomStream(stream) ? roomFromView(view as RoomView) : inboxFromView(view as InboxView);
}
