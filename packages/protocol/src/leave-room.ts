import { z } from "zod";
import { Key, RoomId, UserId } from "./ids.ts";

/** Ends one's membership, or with `user` somebody else's. */
export const LeaveRoom = z.strictObject({ room: RoomId, key: Key, user: UserId.optional() });
export type LeaveRoom = z.infer<typeof LeaveRoom>;

export const LeaveRoomReply = z.object({ room: RoomId });
export type LeaveRoomReply = z.infer<typeof LeaveRoomReply>;

/** Someone no longer belongs to the room. When the actor is somebody else, they were removed. */
export const MemberLeft = z.object({ user: UserId, name: z.string() });
export type MemberLeft = z.infer<typeof MemberLeft>;

/** In a person's inbox: a room is theirs no more. */
export const RoomRemoved = z.object({ room: RoomId });
export type RoomRemoved = z.infer<typeof RoomRemoved>;
