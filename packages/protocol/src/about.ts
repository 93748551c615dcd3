import { z } from "zod";
import { UserId } from "./ids.ts";
import { Location } from "./location.ts";
import { line } from "./text.ts";

export const QueueId = z.string().regex(/^[^\p{C}]{1,128}$/u, "must be 1 to 128 characters without control characters");
export type QueueId = z.infer<typeof QueueId>;

/** A request's own name: unique in its queue for good. */
export const RequestId = z.string().regex(/^[^\p{C}]{1,64}$/u, "must be 1 to 64 characters without control characters");
export type RequestId = z.infer<typeof RequestId>;

/** What help or a conversation is about: a topic, an event, a matter. */
export const Subject = line({ max: 200 });
export type Subject = z.infer<typeof Subject>;

/** Where a room comes from and what it is for: a lobby's topic and host, or a queue's request. */
export const About = z.object({
  subject: Subject.optional(),
  /** The assistant for whom the room was opened. */
  host: z.object({ id: UserId, name: z.string() }).optional(),
  scenario: z.string().optional(),
  queue: QueueId.optional(),
  request: RequestId.optional(),
  location: Location.optional(),
});
export type About = z.infer<typeof About>;
