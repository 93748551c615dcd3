import { z } from "zod";
import { QueueId, RequestId } from "./about.ts";
import { Key, UserId } from "./ids.ts";
import { text } from "./text.ts";

/** The asker needs no help any more. Only before somebody took the request. */
export const WithdrawRequest = z.strictObject({ queue: QueueId, key: Key, request: RequestId });
export type WithdrawRequest = z.infer<typeof WithdrawRequest>;

/** The case is settled: the room closes and is archived for both, and the asker may ask again. */
export const CloseRequest = z.strictObject({
  queue: QueueId,
  key: Key,
  request: RequestId,
  reason: text({ max: 500 }).prefault(""),
});
export type CloseRequest = z.infer<typeof CloseRequest>;

/** Whatever state a request is in: put it back, give it to an agent, or close it. */
export const ForceRequest = z.strictObject({
  queue: QueueId,
  key: Key,
  request: RequestId,
  to: z.discriminatedUnion("status", [
    z.strictObject({ status: z.literal("waiting") }),
    z.strictObject({ status: z.literal("taken"), agent: UserId }),
    z.strictObject({ status: z.literal("closed"), reason: text({ max: 500 }).prefault("") }),
  ]),
});
export type ForceRequest = z.infer<typeof ForceRequest>;

export const EndRequestReply = z.object({ request: RequestId });
export type EndRequestReply = z.infer<typeof EndRequestReply>;

export const RequestWithdrawn = z.object({ request: RequestId });
export type RequestWithdrawn = z.infer<typeof RequestWithdrawn>;

/** The asker is gone for good. */
export const RequestAbandoned = z.object({ request: RequestId });
export type RequestAbandoned = z.infer<typeof RequestAbandoned>;

export const RequestClosed = z.object({ request: RequestId, reason: z.string() });
export type RequestClosed = z.infer<typeof RequestClosed>;
