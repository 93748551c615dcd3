import { z } from "zod";
import { QueueId, RequestId, Team } from "./about.ts";
import { Key, RoomId, UserId } from "./ids.ts";

/** Takes the oldest request, or the one named. No request is ever taken twice. */
export const TakeRequest = z.strictObject({ queue: QueueId, key: Key, request: RequestId.optional() });
export type TakeRequest = z.infer<typeof TakeRequest>;

export const TakeRequestReply = z.object({ request: RequestId, room: RoomId });
export type TakeRequestReply = z.infer<typeof TakeRequestReply>;

/** The request has an agent from now on, and a room. The agent waits no longer. */
export const RequestTaken = z.object({
  request: RequestId,
  agent: UserId,
  name: z.string(),
  room: RoomId,
  team: Team.optional(),
});
export type RequestTaken = z.infer<typeof RequestTaken>;
