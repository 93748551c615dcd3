import { z } from "zod";
import { RoomId, Seq } from "./ids.ts";
import { Member } from "./member.ts";
import { Presence } from "./presence.ts";
import { RoomView } from "./room-view.ts";
import { Cursor, Gap } from "./streams.ts";
import { StoredEvent } from "./stored-event.ts";

/** Starts watching a room. Where its kind says so, it also makes one a member. */
export const OpenRoom = z.strictObject({ room: RoomId, after: Cursor.optional() });
export type OpenRoom = z.infer<typeof OpenRoom>;

/**
 * Everything after the cursor up to `head`, or the newest page beside the `gap` that `load_history` fills.
 * Without a cursor, or with one of another epoch, the newest page. Live events follow from `head + 1`.
 */
export const OpenRoomReply = z.object({
  room: RoomId,
  epoch: z.string(),
  head: Seq,
  state: RoomView,
  me: Member.optional(),
  presence: Presence,
  events: z.array(StoredEvent),
  gap: Gap.optional(),
});
export type OpenRoomReply = z.infer<typeof OpenRoomReply>;

/** Stops watching a room. Membership stays. */
export const CloseView = z.strictObject({ room: RoomId });
export type CloseView = z.infer<typeof CloseView>;

export const CloseViewReply = z.object({ room: RoomId });
export type CloseViewReply = z.infer<typeof CloseViewReply>;
