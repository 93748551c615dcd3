import { z } from "zod";
import { Key, RoomId } from "./ids.ts";
import { text } from "./text.ts";

/** Ends a room: it can be read by those who could, and nothing can be added. */
export const CloseRoom = z.strictObject({
  room: RoomId,
  key: Key,
  reason: text({ max: 500 }).prefault(""),
});
export type CloseRoom = z.infer<typeof CloseRoom>;

export const CloseRoomReply = z.object({ room: RoomId });
export type CloseRoomReply = z.infer<typeof CloseRoomReply>;

export const RoomClosed = z.object({ reason: z.string() });
export type RoomClosed = z.infer<typeof RoomClosed>;
