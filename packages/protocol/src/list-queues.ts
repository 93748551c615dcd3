import { z } from "zod";
import { QueueId, RequestId } from "./about.ts";
import { Capability } from "./kind.ts";
import { QueuePlace } from "./queue-place.ts";

/** The queues in which one may do something: ask for help, or give it. */
export const ListQueues = z.strictObject({});
export type ListQueues = z.infer<typeof ListQueues>;

export const QueueSummary = z.object({
  queue: QueueId,
  kind: z.string(),
  title: z.string(),
  /** What one may do there. */
  can: z.array(Capability),
  /** How many characters there are for what happened, where one may ask. */
  maxLength: z.int().positive().optional(),
  /** Whether one may say where one is. */
  location: z.boolean(),
  /** One's own requests that nobody has taken, and where they stand. */
  places: z.array(z.object({ request: RequestId, place: QueuePlace })),
});
export type QueueSummary = z.infer<typeof QueueSummary>;

export const ListQueuesReply = z.object({ queues: z.array(QueueSummary) });
export type ListQueuesReply = z.infer<typeof ListQueuesReply>;
