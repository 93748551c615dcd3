import { z } from "zod";
import { Key, Seq, Time, UserId } from "./ids.ts";

/** Any event as it lies in its stream. What `data` holds is told by `type`: see events.ts. */
export const StoredEvent = z.object({
  seq: Seq.min(1),
  id: z.string(),
  type: z.string(),
  at: Time,
  actor: UserId,
  key: Key.optional(),
  data: z.record(z.string(), z.unknown()),
});
export type StoredEvent = z.infer<typeof StoredEvent>;

/** The type of an event that its reader may not see: only that something happened there. It is in no log. */
export const WITHHELD = "withheld";
