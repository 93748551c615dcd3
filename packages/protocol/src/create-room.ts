import { z } from "zod";
import { About } from "./about.ts";
import { Key, RoomId, UserId } from "./ids.ts";
import { Kind } from "./kind.ts";
import { line, text } from "./text.ts";

export const Title = line({ max: 200 });
export const Description = text({ max: 2_000 });

/** Makes a room of a kind. Its creator becomes a member; `members` are let in at once. */
export const CreateRoom = z.strictObject({
  key: Key,
  room: RoomId.optional(),
  kind: z.string().min(1).max(32),
  title: Title.prefault(""),
  description: Description.prefault(""),
  members: z.array(UserId).max(200).default([]),
});
export type CreateRoom = z.infer<typeof CreateRoom>;

export const CreateRoomReply = z.object({ room: RoomId });
export type CreateRoomReply = z.infer<typeof CreateRoomReply>;

/** A room now exists, with the policy it will be judged by. */
export const RoomCreated = z.object({
  kind: Kind,
  title: z.string(),
  description: z.string(),
  about: About.optional(),
});
export type RoomCreated = z.infer<typeof RoomCreated>;

/** In a person's inbox: they now belong to a room. */
export const RoomAdded = z.object({ room: RoomId, seq: z.int(), no: z.int() });
export type RoomAdded = z.infer<typeof RoomAdded>;
