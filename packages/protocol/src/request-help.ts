import { z } from "zod";
import { Contact, QueueId, RequestId, Subject } from "./about.ts";
import { Key, RoleName, RoomId, UserId } from "./ids.ts";
import { Location } from "./location.ts";
import { QueuePlace } from "./queue-place.ts";
import { text } from "./text.ts";

/** The most that any queue takes. Its kind may take less: what is asked becomes a message. */
export const MOST_PROBLEM_CHARS = 2_000;
export const ProblemText = text({ max: MOST_PROBLEM_CHARS });

/** Asks for help. One open request per person and subject: a second is refused until the first has ended. */
export const RequestHelp = z.strictObject({
  queue: QueueId,
  key: Key,
  subject: Subject.prefault(""),
  /** Becomes the first message of the conversation. */
  description: ProblemText.prefault(""),
  location: Location.optional(),
});
export type RequestHelp = z.infer<typeof RequestHelp>;

/** `room` when an agent was waiting and the conversation has begun. */
export const RequestHelpReply = z.object({ request: RequestId, room: RoomId.optional(), place: QueuePlace.optional() });
export type RequestHelpReply = z.infer<typeof RequestHelpReply>;

export const HelpRequested = z.object({
  request: RequestId,
  user: UserId,
  name: z.string(),
  guest: z.literal(true).optional(),
  role: RoleName,
  subject: Subject,
  description: z.string(),
  location: Location.optional(),
  contact: Contact.optional(),
});
export type HelpRequested = z.infer<typeof HelpRequested>;

/** In the asker's inbox: where their request stands now. After the last three it is over. */
export const RequestMoved = z.object({
  queue: QueueId,
  request: RequestId,
  subject: Subject,
  status: z.enum(["waiting", "taken", "withdrawn", "abandoned", "closed"]),
  room: RoomId.optional(),
});
export type RequestMoved = z.infer<typeof RequestMoved>;
