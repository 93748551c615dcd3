import { z } from "zod";
import { Description, Title } from "./create-room.ts";
import { Key, RoomId } from "./ids.ts";

/** Another title or description. */
export const ChangeRoom = z.strictObject({
  room: RoomId,
  key: Key,
  title: Title.optional(),
  description: Description.optional(),
});
export type ChangeRoom = z.infer<typeof ChangeRoom>;

export const ChangeRoomReply = z.object({ room: RoomId });
export type ChangeRoomReply = z.infer<typeof ChangeRoomReply>;

export const RoomChanged = z.object({ title: z.string(), description: z.string() });
export type RoomChanged = z.infer<typeof RoomChanged>;
