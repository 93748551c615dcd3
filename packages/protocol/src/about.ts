import { z } from "zod";
import { UserId } from "./ids.ts";
import { Location } from "./location.ts";
import { Scenario } from "./panels-policy.ts";
import { line } from "./text.ts";

export const QueueId = z.string().regex(/^[^\p{C}]{1,128}$/u, "must be 1 to 128 characters without control characters");
export type QueueId = z.infer<typeof QueueId>;

/** A request's own name: unique in its queue for good. */
export const RequestId = z.string().regex(/^[^\p{C}]{1,64}$/u, "must be 1 to 64 characters without control characters");
export type RequestId = z.infer<typeof RequestId>;

/** What help or a conversation is about: a topic, an event, a matter. */
export const Subject = line({ max: 200 });
export type Subject = z.infer<typeof Subject>;

/** How somebody who asks for help can be reached besides the chat, as their token says. */
export const Contact = z.object({
  email: line({ min: 1, max: 320 }).optional(),
  phoneNumber: line({ min: 1, max: 64 }).optional(),
});
export type Contact = z.infer<typeof Contact>;

/** A part of the staff that helps only some: the `team` of an agent's token. */
export const Team = line({ min: 1, max: 64 });
export type Team = z.infer<typeof Team>;

/** Where a room comes from and what it is for: a lobby's topic and host, or a queue's request. */
export const About = z.object({
  subject: Subject.optional(),
  /** The assistant for whom the room was opened. */
  host: z.object({ id: UserId, name: z.string() }).optional(),
  scenario: z.string().optional(),
  /** What the scenario is, when it is none of the kind's. */
  task: Scenario.optional(),
  queue: QueueId.optional(),
  request: RequestId.optional(),
  /** Who asked for help. */
  asker: z.object({ id: UserId, ...Contact.shape }).optional(),
  /** The team of whoever took the request first. */
  team: Team.optional(),
  location: Location.optional(),
});
export type About = z.infer<typeof About>;
