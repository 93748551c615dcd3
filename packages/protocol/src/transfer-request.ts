import { z } from "zod";
import { QueueId, RequestId } from "./about.ts";
import { Key, UserId } from "./ids.ts";

/** Hands a taken request to another agent, or without `to` back to the queue, where it keeps its place. */
export const TransferRequest = z.strictObject({ queue: QueueId, key: Key, request: RequestId, to: UserId.optional() });
export type TransferRequest = z.infer<typeof TransferRequest>;

export const TransferRequestReply = z.object({ request: RequestId });
export type TransferRequestReply = z.infer<typeof TransferRequestReply>;

export const RequestTransferred = z.object({ request: RequestId, from: UserId, agent: UserId, name: z.string() });
export type RequestTransferred = z.infer<typeof RequestTransferred>;

/** It waits again, with the conversation it has. */
export const RequestReturned = z.object({ request: RequestId });
export type RequestReturned = z.infer<typeof RequestReturned>;
