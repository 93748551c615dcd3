import type { Kind, Rate } from "@parlor/protocol";
import { type Answer, no, YES } from "./answer.ts";
import { durationMs, spokenDuration } from "./duration.ts";

export interface Limits {
  readonly send: Rate;
  readonly slowModeMs: number;
  readonly maxLength: number;
}

/** What holds for one role: the room's limits, but where the role has its own. */
export function limitsOf({ limits, messages }: Kind, role: string): Limits {
  const own = limits.roles[role];
  return {
    send: own?.send ?? limits.send,
    slowModeMs: durationMs(own?.slowMode ?? limits.slowMode),
    maxLength: own?.maxLength ?? messages.maxLength,
  };
}

/** Counts what people call characters closely enough: code points, so that an emoji is not two. */
export function checkLength(text: string, maxLength: number): Answer {
  if (text.trim() === "") return no("empty_message", "Write something first.");
  if (text.length <= maxLength) return YES;
  const length = Array.from(text).length;
  return length <= maxLength
    ? YES
    : no("message_too_long", `A message has at most ${maxLength} characters; this one has ${length}.`);
}

export function checkSlowMode(slowModeMs: number, lastSentAt: number | undefined, now: number): Answer {
  const waitMs = lastSentAt === undefined ? 0 : lastSentAt + slowModeMs - now;
  return waitMs > 0
    ? no("slow_mode", `Slow mode is on. You can write again in ${spokenDuration(waitMs)}.`, waitMs)
    : YES;
}
