import { z } from "zod";
import { QueueId } from "./about.ts";
import { Seq } from "./ids.ts";
import { QueueView } from "./queue-view.ts";
import { StoredEvent } from "./stored-event.ts";
import { Cursor, Gap } from "./streams.ts";

/** Starts watching a queue, for those who work it. As `open_room` does for a room. */
export const OpenQueue = z.strictObject({ queue: QueueId, after: Cursor.optional() });
export type OpenQueue = z.infer<typeof OpenQueue>;

export const OpenQueueReply = z.object({
  queue: QueueId,
  epoch: z.string(),
  head: Seq,
  state: QueueView,
  events: z.array(StoredEvent),
  gap: Gap.optional(),
});
export type OpenQueueReply = z.infer<typeof OpenQueueReply>;

export const CloseQueueView = z.strictObject({ queue: QueueId });
export type CloseQueueView = z.infer<typeof CloseQueueView>;

export const CloseQueueViewReply = z.object({ queue: QueueId });
export type CloseQueueViewReply = z.infer<typeof CloseQueueViewReply>;
