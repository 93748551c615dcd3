import { z } from "zod";
import { RoleName, Seq, Time, UserId } from "./ids.ts";
import { Location } from "./location.ts";

/**
 * One emoji as Unicode composes them (UTS 51): a flag, a keycap, or pictures with their skin, sex and joiners. A digit
 * is a part of emoji, and none by itself.
 */
const PICTURE = String.raw`(?![\d#*\p{RI}])[\p{Emoji}\p{Extended_Pictographic}](?:\p{EMod}|\uFE0F|[\u{E0020}-\u{E007E}]+\u{E007F})?`;
const EMOJI = new RegExp(String.raw`^(?:\p{RI}{2}|[\d#*]\uFE0F?\u20E3|${PICTURE}(?:\u200D${PICTURE})*)$`, "u");

export const Emoji = z.string().max(32).regex(EMOJI, "must be an emoji");
export type Emoji = z.infer<typeof Emoji>;

/** Who answered with what. People are in the order they reacted. */
export const Reaction = z.object({ emoji: Emoji, by: z.array(UserId) });
export type Reaction = z.infer<typeof Reaction>;

/**
 * A message was posted. In a page of history the same event carries the message as it is now: its current text,
 * its reactions, and in `rev` the seq of the last event that touched it. A deleted message has no text.
 */
export const MessagePosted = z.object({
  name: z.string(),
  guest: z.literal(true).optional(),
  /** What the author was when they wrote it; they may be something else, or gone, by now. */
  role: RoleName.optional(),
  /** The how-manieth message of the room this is: 1, 2, 3 … Unread counts are differences of these. */
  no: z.int().min(1),
  text: z.string().optional(),
  mentions: z.array(UserId).optional(),
  replyTo: Seq.optional(),
  location: Location.optional(),
  rev: Seq.optional(),
  editedAt: Time.optional(),
  deleted: z.object({ at: Time, by: UserId }).optional(),
  reactions: z.array(Reaction).optional(),
});
export type MessagePosted = z.infer<typeof MessagePosted>;
