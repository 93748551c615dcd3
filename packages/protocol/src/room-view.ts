import { z } from "zod";
import { About } from "./about.ts";
import { RoleName, RoomId, Seq, Time, UserId } from "./ids.ts";
import { Invitation } from "./invite.ts";
import { Kind } from "./kind.ts";
import { Member } from "./member.ts";
import { Session } from "./session.ts";

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
  about: About.optional(),
  session: Session.optional(),
  /** Of each role, its newest message: tells an agent that a colleague was quicker. */
  answers: z.record(RoleName, z.object({ seq: Seq, by: UserId })).optional(),
  /** The items of their checklists that people have done. */
  checklists: z.array(z.object({ user: UserId, done: z.array(z.string()) })).optional(),
  /** Ids of the cards in the conversation, the newest `SHARED_KEPT`. */
  shared: z.array(z.string()).optional(),
  invitations: z.array(Invitation).optional(),
});
export type RoomView = z.infer<typeof RoomView>;
