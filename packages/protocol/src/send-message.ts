import { z } from "zod";
import { BOUNDS } from "./bounds.ts";
import { Key, RoomId, Seq, Time, UserId } from "./ids.ts";
import { Location } from "./location.ts";
import { text } from "./text.ts";

/** What people type. How long it may be is for the room's kind to say. */
export const MessageText = text({ max: BOUNDS.textChars, asTyped: true });

/** Posts a message. Sending the same `key` again posts nothing and answers as the first time. */
export const SendMessage = z.strictObject({
  room: RoomId,
  key: Key,
  text: MessageText,
  mentions: z.array(UserId).max(BOUNDS.mentions).optional(),
  replyTo: Seq.optional(),
  location: Location.optional(),
  /** "I have seen everything up to here": with it, the message is refused when a colleague answered since. */
  seenSeq: Seq.optional(),
});
export type SendMessage = z.infer<typeof SendMessage>;

export const SendMessageReply = z.object({ seq: Seq, id: z.string(), at: Time, no: z.int() });
export type SendMessageReply = z.infer<typeof SendMessageReply>;

/** In a person's inbox: a message names them. */
export const Mentioned = z.object({ room: RoomId, seq: Seq, by: UserId });
export type Mentioned = z.infer<typeof Mentioned>;
