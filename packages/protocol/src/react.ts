import { z } from "zod";
import { Key, RoomId, Seq } from "./ids.ts";
import { Emoji } from "./message.ts";

/** Answers a message with an emoji, or takes it back with `on: false`. */
export const React = z.strictObject({
  room: RoomId,
  key: Key,
  seq: Seq,
  emoji: Emoji,
  on: z.boolean().default(true),
});
export type React = z.infer<typeof React>;

export const ReactReply = z.object({ seq: Seq });
export type ReactReply = z.infer<typeof ReactReply>;

export const ReactionChanged = z.object({ target: Seq, emoji: Emoji, on: z.boolean() });
export type ReactionChanged = z.infer<typeof ReactionChanged>;
