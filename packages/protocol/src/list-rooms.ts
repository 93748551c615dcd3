import { z } from "zod";
import { QueueId } from "./about.ts";
import { RoomId, Seq, Time } from "./ids.ts";
import { ReadMarker } from "./inbox-view.ts";
import { line } from "./text.ts";

/** One's own rooms, or with `of: "listed"` those that anybody may see. */
export const ListRooms = z.strictObject({
  of: z.enum(["mine", "listed"]).default("mine"),
  search: line({ max: 100 }).optional(),
  after: RoomId.optional(),
  limit: z.int().min(1).max(200).default(100),
});
export type ListRooms = z.infer<typeof ListRooms>;

export const RoomSummary = z.object({
  room: RoomId,
  kind: z.string(),
  title: z.string(),
  description: z.string(),
  createdAt: Time,
  closed: z.boolean(),
  memberCount: z.int(),
  messageCount: z.int(),
  lastMessageAt: Time.optional(),
  /** The queue it came from. */
  queue: QueueId.optional(),
  head: Seq,
  /** Only for one's own rooms: unread is `messageCount - read.no`. */
  read: ReadMarker.optional(),
  mentions: z.int().optional(),
});
export type RoomSummary = z.infer<typeof RoomSummary>;

/** `next` is given as `after` for the following page. */
export const ListRoomsReply = z.object({ rooms: z.array(RoomSummary), next: RoomId.optional() });
export type ListRoomsReply = z.infer<typeof ListRoomsReply>;
