import { z } from "zod";
import { Duration } from "./duration.ts";

/** How requests find somebody who answers them. */
export const QueuePolicy = z.strictObject({
  /** What a waiting agent gets: the request itself, or an offer that can be declined. */
  assign: z.enum(["take", "offer"]).default("take"),
  offerLease: Duration.default("30s"),
  /** A request that nobody took is abandoned when its person has been gone for so long. */
  abandonAfter: Duration.default("30m"),
  /** A request goes back to the queue when its agent has been gone for so long. Without it, it stays with them. */
  returnAfter: Duration.optional(),
  maxOpen: z.int().min(1).max(1_000).default(500),
  /** Requests that one agent may hold at a time. */
  perAgent: z.int().min(1).max(100).default(20),
});
export type QueuePolicy = z.infer<typeof QueuePolicy>;
