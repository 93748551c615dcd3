import type { Session } from "@parlor/protocol";
import { type Answer, no, YES } from "./answer.ts";

const OVER = no("session_over", "The time of this conversation is over.");

/** Whether something can be said now. A back end may also speak before the beginning and while the clock stands. */
export function isOpenFor(session: Session, asker: { readonly server: boolean }, now: number): Answer {
  switch (session.phase) {
    case "waiting":
      return asker.server ? YES : no("session_waiting", "The conversation begins when everybody is here.");
    case "running":
      return session.endsAt !== undefined && now >= session.endsAt ? OVER : YES;
    case "paused":
      return asker.server ? YES : no("session_paused", "The conversation is paused.");
    case "wrapping-up":
    case "ended":
      return OVER;
  }
}

/** What is left on the clock, for showing. Without a clock, nothing. */
export function timeLeftMs(session: Session | undefined, now: number): number | undefined {
  switch (session?.phase) {
    case "running":
      return session.endsAt === undefined ? undefined : Math.max(0, session.endsAt - now);
    case "paused":
      return session.leftMs;
    case "wrapping-up":
    case "ended":
      return 0;
    default:
      return undefined;
  }
}
