import { z } from "zod";
import { RoomId, Seq } from "./ids.ts";
import { Member } from "./member.ts";
import { Presence } from "./presence.ts";
import { RoomView } from "./room-view.ts";

/** A room as it is now. Looking changes nothing: it neither watches nor joins, as `open_room` does. */
export const GetRoom = z.strictObject({ room: RoomId });
export type GetRoom = z.infer<typeof GetRoom>;

export const GetRoomReply = z.object({
  room: RoomId,
  epoch: z.string(),
  head: Seq,
  state: RoomView,
  me: Member.optional(),
  presence: Presence,
});
export type GetRoomReply = z.infer<typeof GetRoomReply>;
