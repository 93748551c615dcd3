import { z } from "zod";
import { QueueId, RequestId } from "./about.ts";
import { Key, RoleName, RoomId, UserId } from "./ids.ts";

/** Takes the oldest request, or gets the next one as soon as somebody asks. */
export const WaitForRequest = z.strictObject({ queue: QueueId, key: Key });
export type WaitForRequest = z.infer<typeof WaitForRequest>;

export const WaitForRequestReply = z.object({ request: RequestId.optional(), room: RoomId.optional() });
export type WaitForRequestReply = z.infer<typeof WaitForRequestReply>;

export const StopWaiting = z.strictObject({ queue: QueueId, key: Key });
export type StopWaiting = z.infer<typeof StopWaiting>;

export const StopWaitingReply = z.object({ queue: QueueId });
export type StopWaitingReply = z.infer<typeof StopWaitingReply>;

export const AgentWaiting = z.object({ agent: UserId, name: z.string(), role: RoleName });
export type AgentWaiting = z.infer<typeof AgentWaiting>;

export const AgentStoppedWaiting = z.object({ agent: UserId });
export type AgentStoppedWaiting = z.infer<typeof AgentStoppedWaiting>;
