import { z } from "zod";
import { QueueId, RequestId } from "./about.ts";
import { StreamName } from "./streams.ts";

/** Where a request stands among those that wait: 1 is next. Without an estimate when there is nothing to go by. */
export const QueuePlace = z.object({
  position: z.int().min(1),
  of: z.int().min(1),
  estimatedWaitMs: z.int().min(0).optional(),
});
export type QueuePlace = z.infer<typeof QueuePlace>;

/** To the asker alone. Its stream is their inbox. */
export const QueuePlaceSignal = z.object({
  stream: StreamName,
  kind: z.literal("queue_place"),
  queue: QueueId,
  request: RequestId,
  place: QueuePlace,
});
export type QueuePlaceSignal = z.infer<typeof QueuePlaceSignal>;
