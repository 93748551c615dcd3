import { z } from "zod";
import { RoomId, Seq, Time, UserId } from "./ids.ts";
import { Kind } from "./kind.ts";
import { Member } from "./member.ts";

/** A room's state as it travels and as it is kept beside the log: the fold of its events up to some seq. */
export const RoomView = z.object({
  id: RoomId,
  kind: Kind,
  title: z.string(),
  description: z.string(),
  createdAt: Time,
  createdBy: UserId,
  closed: z.object({ at: Time, by: UserId, reason: z.string() }).optional(),
  /** All members, or in a large room the first `BOUNDS.membersListed`. */
  members: z.array(Member),
  memberCount: z.int().min(0),
  /** How many messages were ever posted: with a read marker's number it gives the unread count. */
  messageCount: Seq,
  lastMessageAt: Time.optional(),
});
export type RoomView = z.infer<typeof RoomView>;
