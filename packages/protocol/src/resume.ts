import { z } from "zod";
import { BOUNDS } from "./bounds.ts";
import { InboxView } from "./inbox-view.ts";
import { Seq } from "./ids.ts";
import { Member } from "./member.ts";
import { Presence } from "./presence.ts";
import { RefusalCode } from "./refusals.ts";
import { RoomView } from "./room-view.ts";
import { StoredEvent } from "./stored-event.ts";
import { Cursor, Gap, StreamName } from "./streams.ts";

/** Back again: all streams the client holds, each with how far it got. `null` is "I have nothing yet". */
export const Resume = z.strictObject({
  cursors: z
    .record(StreamName, Cursor.nullable())
    .refine(
      (cursors) => Object.keys(cursors).length <= BOUNDS.resumeCursors,
      `at most ${BOUNDS.resumeCursors} streams in one frame`,
    ),
});
export type Resume = z.infer<typeof Resume>;

/** Sent after the last `resumed` frame. */
export const ResumeReply = z.object({ streams: z.int().min(0) });
export type ResumeReply = z.infer<typeof ResumeReply>;

/**
 * What became of one stream. `events` is exactly what was missed. `newest` is the newest page with the state,
 * and a `gap` when something lies between it and the cursor. `reset` is the same for a cursor of another epoch:
 * what the client holds is of a log that is no more.
 */
export const Resumed = z.discriminatedUnion("status", [
  z.object({
    stream: StreamName,
    status: z.literal("events"),
    head: Seq,
    presence: Presence.optional(),
    events: z.array(StoredEvent),
  }),
  z.object({
    stream: StreamName,
    status: z.enum(["newest", "reset"]),
    epoch: z.string(),
    head: Seq,
    state: z.union([RoomView, InboxView]),
    me: Member.optional(),
    presence: Presence.optional(),
    events: z.array(StoredEvent),
    gap: Gap.optional(),
  }),
  z.object({
    stream: StreamName,
    status: z.literal("refused"),
    code: RefusalCode,
    message: z.string(),
  }),
]);
export type Resumed = z.infer<typeof Resumed>;
