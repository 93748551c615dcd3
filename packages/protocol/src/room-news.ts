import { z } from "zod";
import { Seq, Time } from "./ids.ts";
import { StreamName } from "./streams.ts";

/** To whoever listed their rooms on this connection: one of them has new messages. Told now and then, not for each. */
export const NewsSignal = z.object({
  stream: StreamName,
  kind: z.literal("news"),
  messageCount: Seq,
  lastMessageAt: Time,
});
export type NewsSignal = z.infer<typeof NewsSignal>;
