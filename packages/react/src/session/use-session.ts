import type { Room } from "@parlor/client";
import type { Session } from "@parlor/protocol";
import { timeLeftMs } from "@parlor/rules";
import { useRoomFacts, useServerTime } from "../hooks.ts";

export interface SessionNow {
  readonly session: Session;
  /** By the server's clock, whatever this machine's says. Without a clock, nothing. */
  readonly leftMs: number | undefined;
  /** How much of the time is over, from 0 to 1. */
  readonly passed: number | undefined;
}

/** Where the room's session stands, again every second while it runs. Undefined where rooms have none. */
export function useSession(room: Room): SessionNow | undefined {
  const session = useRoomFacts(room)?.session;
  const isTicking = session?.phase === "running" || session?.phase === "wrapping-up";
  const until =
    session?.phase === "wrapping-up" ? session.until : session?.phase === "running" ? session.endsAt : undefined;
  const now = useServerTime(isTicking ? 1_000 : undefined, until);
  if (!session) return undefined;

  const leftMs = session.phase === "wrapping-up" ? Math.max(0, session.until - now) : timeLeftMs(session, now);
  return { session, leftMs, passed: passedOf(session, leftMs) };
}

function passedOf(session: Session, leftMs: number | undefined): number | undefined {
  if (session.phase === "wrapping-up") return 1;
  if (session.phase !== "running" || session.endsAt === undefined || leftMs === undefined) return undefined;
  const lastsMs = session.endsAt - session.startedAt;
  return lastsMs > 0 ? Math.min(1, Math.max(0, 1 - leftMs / lastsMs)) : 1;
}
