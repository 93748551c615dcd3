import { z } from "zod";
import { QueueId, RequestId } from "./about.ts";
import { Key, Time, UserId } from "./ids.ts";

/** Offers a waiting request to one agent, who has until the end of the lease to accept. */
export const OfferRequest = z.strictObject({ queue: QueueId, key: Key, request: RequestId, to: UserId });
export type OfferRequest = z.infer<typeof OfferRequest>;

export const AcceptOffer = z.strictObject({ queue: QueueId, key: Key, request: RequestId });
export type AcceptOffer = z.infer<typeof AcceptOffer>;

/** Not me: the next agent is asked. */
export const DeclineOffer = z.strictObject({ queue: QueueId, key: Key, request: RequestId });
export type DeclineOffer = z.infer<typeof DeclineOffer>;

export const OfferReply = z.object({ request: RequestId });
export type OfferReply = z.infer<typeof OfferReply>;

export const RequestOffered = z.object({ request: RequestId, agent: UserId, name: z.string(), until: Time });
export type RequestOffered = z.infer<typeof RequestOffered>;

export const OfferDeclined = z.object({ request: RequestId, agent: UserId });
export type OfferDeclined = z.infer<typeof OfferDeclined>;

/** The agent did not answer in time: they are away, and wait for nothing any more. */
export const OfferLapsed = z.object({ request: RequestId, agent: UserId });
export type OfferLapsed = z.infer<typeof OfferLapsed>;
