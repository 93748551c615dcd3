import { z } from "zod";
import { Key, RoleName, RoomId, Time, UserId } from "./ids.ts";

/** Asks somebody to join. They belong to the room once they do. */
export const Invite = z.strictObject({
  room: RoomId,
  key: Key,
  user: UserId,
  role: RoleName.optional(),
});
export type Invite = z.infer<typeof Invite>;

/** The invited says no, or with `user` whoever may invite takes it back. */
export const EndInvitation = z.strictObject({ room: RoomId, key: Key, user: UserId.optional() });
export type EndInvitation = z.infer<typeof EndInvitation>;

export const InvitationReply = z.object({ room: RoomId, user: UserId });
export type InvitationReply = z.infer<typeof InvitationReply>;

/** An invitation that was neither taken up nor ended. */
export const Invitation = z.object({ user: UserId, role: RoleName, by: UserId, at: Time });
export type Invitation = z.infer<typeof Invitation>;

export const PersonInvited = z.object({ user: UserId, role: RoleName });
export type PersonInvited = z.infer<typeof PersonInvited>;

export const InvitationEnded = z.object({ user: UserId });
export type InvitationEnded = z.infer<typeof InvitationEnded>;

/** In a person's inbox: a room waits for them. */
export const Invited = z.object({ room: RoomId, title: z.string(), kind: z.string(), by: UserId, byName: z.string() });
export type Invited = z.infer<typeof Invited>;

/** In a person's inbox: a room waits no more. */
export const Uninvited = z.object({ room: RoomId });
export type Uninvited = z.infer<typeof Uninvited>;
