import { z } from "zod";
import { BOUNDS } from "./bounds.ts";
import { RoomId, Seq } from "./ids.ts";
import { StoredEvent } from "./stored-event.ts";

/** A page before or after a seq, oldest first. With neither, the newest. */
export const LoadHistory = z
  .strictObject({
    room: RoomId,
    before: Seq.optional(),
    after: Seq.optional(),
    limit: z.int().min(1).max(BOUNDS.historyPage).default(50),
  })
  .refine(({ before, after }) => before === undefined || after === undefined, "takes before or after, not both");
export type LoadHistory = z.infer<typeof LoadHistory>;

/** `from` and `to` are the seqs the page covers, also where the reader may see less than all of them. */
export const LoadHistoryReply = z.object({
  room: RoomId,
  epoch: z.string(),
  from: Seq,
  to: Seq,
  events: z.array(StoredEvent),
});
export type LoadHistoryReply = z.infer<typeof LoadHistoryReply>;
