import { z } from "zod";
import { RoleName, Seq, Time, UserId } from "./ids.ts";
import { Capability } from "./kind.ts";

/** Someone who belongs to a room, here or not. */
export const Member = z.object({
  id: UserId,
  name: z.string(),
  guest: z.literal(true).optional(),
  role: RoleName,
  joinedAt: Time,
  /** The seq of the join, and how many messages the room held then: what "from when you joined" and unread start from. */
  joinedSeq: Seq,
  joinedNo: Seq,
  /** Where the kind takes attendance: they came by themselves and have not gone away since. */
  attends: z.literal(true).optional(),
  /** What this one member may do besides (or, with `deny`, not do) what the role says. */
  grant: z.array(Capability).optional(),
  deny: z.array(Capability).optional(),
});
export type Member = z.infer<typeof Member>;
