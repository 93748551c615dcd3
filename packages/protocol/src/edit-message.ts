import { z } from "zod";
import { Key, RoomId, Seq } from "./ids.ts";
import { MessageText } from "./send-message.ts";

export const EditMessage = z.strictObject({ room: RoomId, key: Key, seq: Seq, text: MessageText });
export type EditMessage = z.infer<typeof EditMessage>;

export const EditMessageReply = z.object({ seq: Seq });
export type EditMessageReply = z.infer<typeof EditMessageReply>;

/** The message at `target` reads otherwise now. Without `text` when the message was deleted since. */
export const MessageEdited = z.object({ target: Seq, text: z.string().optional() });
export type MessageEdited = z.infer<typeof MessageEdited>;
