import { z } from "zod";
import { QueueId, RequestId } from "./about.ts";
import { RoleName, RoomId, Seq, Time, UserId } from "./ids.ts";
import { Kind } from "./kind.ts";
import { HelpRequested } from "./request-help.ts";

const Asked = {
  id: RequestId,
  /** The seq of the asking: requests are served in this order, also after they came back. */
  no: Seq,
  ...HelpRequested.omit({ request: true }).shape,
  askedAt: Time,
  /** The conversation, when there was one before the request came back. */
  room: RoomId.optional(),
  /** Agents who were offered it and did not take it. */
  declinedBy: z.array(UserId).optional(),
};

/** An open request. A request that ended is in the log and in its room, no longer here. */
export const HelpRequest = z.discriminatedUnion("status", [
  z.object({ status: z.literal("waiting"), ...Asked }),
  z.object({ status: z.literal("offered"), ...Asked, agent: UserId, agentName: z.string(), until: Time }),
  z.object({ status: z.literal("taken"), ...Asked, agent: UserId, agentName: z.string(), room: RoomId, takenAt: Time }),
]);
export type HelpRequest = z.infer<typeof HelpRequest>;
export type RequestStatus = HelpRequest["status"];

/** Someone who gets the next request. */
export const WaitingAgent = z.object({ agent: UserId, name: z.string(), role: RoleName, since: Time });
export type WaitingAgent = z.infer<typeof WaitingAgent>;

/** A queue's state as it travels to its agents. */
export const QueueView = z.object({
  id: QueueId,
  kind: Kind,
  title: z.string(),
  createdAt: Time,
  requests: z.array(HelpRequest),
  /** In the order in which they are served. */
  agents: z.array(WaitingAgent),
  /** How long the newest closed requests took from taking to closing: what waits are estimated from. */
  handlingMs: z.array(z.int()),
});
export type QueueView = z.infer<typeof QueueView>;
