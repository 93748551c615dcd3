import { z } from "zod";
import { Key, RoomId, Seq } from "./ids.ts";

/** Takes a message's text away for everybody. Its place stays. */
export const DeleteMessage = z.strictObject({ room: RoomId, key: Key, seq: Seq });
export type DeleteMessage = z.infer<typeof DeleteMessage>;

export const DeleteMessageReply = z.object({ seq: Seq });
export type DeleteMessageReply = z.infer<typeof DeleteMessageReply>;

export const MessageDeleted = z.object({ target: Seq });
export type MessageDeleted = z.infer<typeof MessageDeleted>;
