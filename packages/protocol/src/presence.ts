import { z } from "zod";
import { UserId } from "./ids.ts";
import { StreamName } from "./streams.ts";

export const Status = z.enum(["online", "away"]);
export type Status = z.infer<typeof Status>;

/** "I am away from the keyboard", or back. A person over all connections is online when any of them is. */
export const SetStatus = z.strictObject({ status: Status });
export type SetStatus = z.infer<typeof SetStatus>;

export const SetStatusReply = z.object({ status: Status });
export type SetStatusReply = z.infer<typeof SetStatusReply>;

export const Present = z.object({
  id: UserId,
  name: z.string(),
  guest: z.literal(true).optional(),
  status: Status,
});
export type Present = z.infer<typeof Present>;

/** Who is in a room now. In a large room only the count is kept up to date. */
export const Presence = z.object({ count: z.int().min(0), people: z.array(Present).optional() });
export type Presence = z.infer<typeof Presence>;

/** What changed about who is here. `count` is always the whole truth. */
export const PresenceSignal = z.object({
  stream: StreamName,
  kind: z.literal("presence"),
  count: z.int().min(0),
  here: z.array(Present).optional(),
  gone: z.array(UserId).optional(),
});
export type PresenceSignal = z.infer<typeof PresenceSignal>;
