import { z } from "zod";
import { Duration } from "./duration.ts";
import { Key, RoleName, RoomId, Time, UserId } from "./ids.ts";

/** Someone who takes part in a session, also when they left since. */
export const Participant = z.object({ user: UserId, role: RoleName });
export type Participant = z.infer<typeof Participant>;

export const SessionEnd = z.enum(["time", "idle", "alone", "closed"]);
export type SessionEnd = z.infer<typeof SessionEnd>;

const Going = {
  startedAt: Time,
  people: z.array(Participant),
  /** The last act of the role that must not be idle. */
  activeAt: Time,
  /** Since when all but one have been gone. */
  aloneSince: Time.optional(),
  /** The time left that everybody has last been told: a warning of as much or more is not due again. */
  toldLeftMs: z.int().optional(),
};

/** Where a session stands. All times are the server's. Without `endsAt` it has no clock. */
export const Session = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("waiting") }),
  z.object({ phase: z.literal("running"), ...Going, endsAt: Time.optional() }),
  z.object({ phase: z.literal("paused"), ...Going, leftMs: z.int().optional() }),
  /** The time is over; at `until` everybody goes. */
  z.object({ phase: z.literal("wrapping-up"), ...Going, until: Time }),
  z.object({
    phase: z.literal("ended"),
    startedAt: Time,
    endedAt: Time,
    people: z.array(Participant),
    why: SessionEnd,
    token: z.string(),
  }),
]);
export type Session = z.infer<typeof Session>;

export const SessionStarted = z.object({ endsAt: Time.optional(), people: z.array(Participant) });
export type SessionStarted = z.infer<typeof SessionStarted>;

export const SessionWarned = z.object({ leftMs: z.int().min(0) });
export type SessionWarned = z.infer<typeof SessionWarned>;

export const SessionWrappingUp = z.object({ until: Time });
export type SessionWrappingUp = z.infer<typeof SessionWrappingUp>;

/** The clock stands still with so much left on it. */
export const SessionPaused = z.object({ leftMs: z.int().min(0).optional() });
export type SessionPaused = z.infer<typeof SessionPaused>;

export const SessionResumed = z.object({ endsAt: Time.optional() });
export type SessionResumed = z.infer<typeof SessionResumed>;

/** There is more time: up to `endsAt`, or `leftMs` while the clock stands. */
export const SessionExtended = z.object({ endsAt: Time.optional(), leftMs: z.int().min(0).optional() });
export type SessionExtended = z.infer<typeof SessionExtended>;

/** It is over. The token names the conversation in what researchers collect. */
export const SessionEnded = z.object({
  why: SessionEnd,
  onEnd: z.enum(["lobby", "close", "stay"]),
  token: z.string(),
});
export type SessionEnded = z.infer<typeof SessionEnded>;

export const PauseSession = z.strictObject({ room: RoomId, key: Key });
export type PauseSession = z.infer<typeof PauseSession>;

export const ResumeSession = z.strictObject({ room: RoomId, key: Key });
export type ResumeSession = z.infer<typeof ResumeSession>;

/** Adds time to a session that has a clock. */
export const ExtendSession = z.strictObject({ room: RoomId, key: Key, by: Duration });
export type ExtendSession = z.infer<typeof ExtendSession>;

export const SessionReply = z.object({ room: RoomId });
export type SessionReply = z.infer<typeof SessionReply>;

/** In a person's inbox: a conversation of theirs is over, they are back in the lobby `to`. */
export const SentBack = z.object({
  room: RoomId,
  to: z.string(),
  token: z.string(),
  /** What the conversation was called, and why it ended: who is no member any more can read neither in the room. */
  title: z.string().optional(),
  why: SessionEnd.optional(),
});
export type SentBack = z.infer<typeof SentBack>;
