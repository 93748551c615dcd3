import { z } from "zod";
import { RoomId, Seq, UserId } from "./ids.ts";
import { ReadMarker } from "./inbox-view.ts";
import { StreamName } from "./streams.ts";

/** "I have read up to here." A marker only moves forward, so that two devices cannot undo each other. */
export const MarkRead = z.strictObject({ room: RoomId, seq: Seq });
export type MarkRead = z.infer<typeof MarkRead>;

export const MarkReadReply = ReadMarker;
export type MarkReadReply = z.infer<typeof MarkReadReply>;

/** In the reader's inbox: their marker in a room moved. */
export const ReadMarked = z.object({ room: RoomId, read: ReadMarker });
export type ReadMarked = z.infer<typeof ReadMarked>;

/** To those who are watching the room, where its kind shows receipts. */
export const ReadSignal = z.object({
  stream: StreamName,
  kind: z.literal("read"),
  user: UserId,
  seq: Seq,
});
export type ReadSignal = z.infer<typeof ReadSignal>;
