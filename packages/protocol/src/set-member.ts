import { z } from "zod";
import { DisplayName, Key, RoleName, RoomId, UserId } from "./ids.ts";
import { Capability } from "./kind.ts";

/** Lets somebody in, or changes what a member may do. */
export const SetMember = z.strictObject({
  room: RoomId,
  key: Key,
  user: UserId,
  name: DisplayName.optional(),
  role: RoleName.optional(),
  grant: z.array(Capability).max(Capability.options.length).optional(),
  deny: z.array(Capability).max(Capability.options.length).optional(),
});
export type SetMember = z.infer<typeof SetMember>;

export const SetMemberReply = z.object({ room: RoomId, user: UserId, role: RoleName });
export type SetMemberReply = z.infer<typeof SetMemberReply>;

/** A member's role or exceptions are other than before; or with `name`, what they are called, now that they came. */
export const MemberChanged = z.object({
  user: UserId,
  role: RoleName,
  name: z.string().optional(),
  grant: z.array(Capability).optional(),
  deny: z.array(Capability).optional(),
});
export type MemberChanged = z.infer<typeof MemberChanged>;
