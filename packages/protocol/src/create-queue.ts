import { z } from "zod";
import { QueueId } from "./about.ts";
import { Title } from "./create-room.ts";
import { Key } from "./ids.ts";
import { Kind } from "./kind.ts";

/** Makes a queue whose requests become rooms of a kind. Only a back end can. */
export const CreateQueue = z.strictObject({
  queue: QueueId,
  key: Key,
  kind: z.string().min(1).max(32),
  title: Title.prefault(""),
});
export type CreateQueue = z.infer<typeof CreateQueue>;

export const CreateQueueReply = z.object({ queue: QueueId });
export type CreateQueueReply = z.infer<typeof CreateQueueReply>;

export const QueueCreated = z.object({ kind: Kind, title: z.string() });
export type QueueCreated = z.infer<typeof QueueCreated>;

/** From here on the queue and the rooms it makes have these rules. */
export const QueueChanged = z.object({ kind: Kind, title: z.string() });
export type QueueChanged = z.infer<typeof QueueChanged>;
