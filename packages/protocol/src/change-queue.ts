import { z } from "zod";
import { QueueId } from "./about.ts";
import { Title } from "./create-room.ts";
import { Key } from "./ids.ts";

/** Puts a queue under its kind's newest rules, and under another title where one is given. Only a back end can. */
export const ChangeQueue = z.strictObject({ queue: QueueId, key: Key, title: Title.optional() });
export type ChangeQueue = z.infer<typeof ChangeQueue>;

/** `version` is that of the kind whose rules the queue has now. */
export const ChangeQueueReply = z.object({ queue: QueueId, version: z.int().min(1) });
export type ChangeQueueReply = z.infer<typeof ChangeQueueReply>;
