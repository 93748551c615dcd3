import { z } from "zod";
import { Key, RoleName, RoomId, UserId } from "./ids.ts";

/** Becomes a member. Joining twice is the same as once. */
export const JoinRoom = z.strictObject({ room: RoomId, key: Key });
export type JoinRoom = z.infer<typeof JoinRoom>;

export const JoinRoomReply = z.object({ room: RoomId, role: RoleName });
export type JoinRoomReply = z.infer<typeof JoinRoomReply>;

/** Someone belongs to the room from now on. The actor is whoever let them in. `no` is how many messages there were. */
export const MemberJoined = z.object({
  user: UserId,
  name: z.string(),
  guest: z.literal(true).optional(),
  role: RoleName,
  no: z.int().min(0),
});
export type MemberJoined = z.infer<typeof MemberJoined>;
