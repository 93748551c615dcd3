import type { InboxEvent, RoomEvent, StoredEvent } from "@parlor/protocol";

// A server may be newer than this SDK. What it cannot fold it passes over, but the place still counts as seen.
// The test beside this file fails when an event of the protocol is missing here.

const ROOM_EVENTS = new Set([
  "room_created",
  "room_changed",
  "room_closed",
  "member_joined",
  "member_left",
  "member_changed",
  "message_posted",
  "message_edited",
  "message_deleted",
  "reaction_changed",
  "kind_changed",
  "person_invited",
  "invitation_ended",
  "scenario_chosen",
  "session_started",
  "session_warned",
  "session_paused",
  "session_resumed",
  "session_extended",
  "session_wrapping_up",
  "session_ended",
  "checklist_ticked",
  "searched",
  "item_shared",
  "member_moved",
]);

const INBOX_EVENTS = new Set([
  "room_added",
  "room_removed",
  "read_marked",
  "mentioned",
  "invited",
  "uninvited",
  "sent_back",
  "request_moved",
]);

export function isRoomEvent(event: StoredEvent): event is StoredEvent & RoomEvent {
  return ROOM_EVENTS.has(event.type);
}

export function isInboxEvent(event: StoredEvent): event is StoredEvent & InboxEvent {
  return INBOX_EVENTS.has(event.type);
}
