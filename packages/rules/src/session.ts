import type { RoomDraft, Session, SessionEnd, SessionPolicy } from "@parlor/protocol";
import { no } from "./answer.ts";
import { durationMs } from "./duration.ts";
import { endConversation } from "./ending.ts";
import { inRoom, type Planned, type Verdict } from "./plan.ts";
import type { RoomState } from "./room-state.ts";
import { isFull, seated } from "./seats.ts";
import { isGoing } from "./session-state.ts";

/** Something that is due at a time, whoever notices. */
export interface Deadline {
  readonly what: "warn" | "wrap-up" | "end";
  readonly at: number;
  readonly why: SessionEnd;
  readonly leftMs?: number;
}

/** When a person last did something that is in no log: typed, scrolled, moved. */
export type LastActive = (user: string) => number | undefined;

const notKnown: LastActive = () => undefined;

/** Everything that time will do to this session as things stand, soonest first. */
export function sessionDeadlines(room: RoomState, lastActive: LastActive = notKnown): Deadline[] {
  const { session, closed, kind } = room;
  const policy = kind.session;
  if (closed || !policy || !isGoing(session)) return [];

  return [
    ...clockDeadlines(session, policy),
    ...idleDeadline(session, policy, lastActive),
    ...aloneDeadline(session, policy),
  ].sort((a, b) => a.at - b.at);
}

function clockDeadlines(session: Session, policy: SessionPolicy): Deadline[] {
  if (session.phase === "wrapping-up") return [{ what: "end", why: "time", at: session.until }];
  if (session.phase !== "running" || session.endsAt === undefined) return [];

  const { endsAt, toldLeftMs = Number.POSITIVE_INFINITY } = session;
  const wrapUpMs = durationMs(policy.wrapUp);
  const warnings = policy.warnAt.map(durationMs).filter((leftMs) => leftMs < toldLeftMs);
  return [
    ...warnings.map((leftMs): Deadline => ({ what: "warn", why: "time", at: endsAt - leftMs, leftMs })),
    ...(wrapUpMs > 0 ? [{ what: "wrap-up", why: "time", at: endsAt } as const] : []),
    { what: "end", why: "time", at: endsAt + wrapUpMs },
  ];
}

function idleDeadline(session: Session, { idle }: SessionPolicy, lastActive: LastActive): Deadline[] {
  if (!idle || session.phase !== "running") return [];

  const watched = session.people.filter(({ role }) => role === idle.role);
  const activeAt = Math.max(session.activeAt, ...watched.map(({ user }) => lastActive(user) ?? 0));
  return [{ what: "end", why: "idle", at: activeAt + durationMs(idle.after) }];
}

function aloneDeadline(session: Session, { leftAlone }: SessionPolicy): Deadline[] {
  if (!leftAlone || !isGoing(session) || session.aloneSince === undefined || session.phase === "wrapping-up") return [];
  return [{ what: "end", why: "alone", at: session.aloneSince + durationMs(leftAlone) }];
}

/** What a deadline does, under a key that makes it once-only whoever fires it. */
export interface Firing {
  readonly key: string;
  readonly drafts: readonly Planned[];
}

const REASONS: Record<SessionEnd, string> = {
  time: "The time is over.",
  idle: "Nobody has answered for a while.",
  alone: "Everybody else has left.",
  closed: "",
};

/** What is due by now. Late is as good as on time: what lies between is passed over, an end is an end. */
export function fireSession(room: RoomState, now: number, lastActive: LastActive = notKnown): Firing | undefined {
  const due = sessionDeadlines(room, lastActive).filter(({ at }) => at <= now);
  const ending = due.find(({ what }) => what === "end");
  if (ending) return firing(ending, endConversation(room, ending.why, REASONS[ending.why]));

  const wrapUp = due.find(({ what }) => what === "wrap-up");
  if (wrapUp && room.kind.session) {
    const until = wrapUp.at + durationMs(room.kind.session.wrapUp);
    return firing(wrapUp, [inRoom(room.id, { type: "session_wrapping_up", data: { until } })]);
  }
  const warning = due.findLast(({ what }) => what === "warn");
  return (
    warning && firing(warning, [inRoom(room.id, { type: "session_warned", data: { leftMs: warning.leftMs ?? 0 } })])
  );
}

const firing = ({ what, why, at }: Deadline, drafts: readonly Planned[]): Firing => ({
  key: `${what}:${why}:${at}`,
  drafts,
});

/** Begins the session of a room that waited for exactly this: everybody has a seat, and everybody is really here. */
export function startSession(room: RoomState, now: number, isHere: (user: string) => boolean): RoomDraft[] {
  const policy = room.kind.session;
  if (!policy || room.closed || room.session?.phase !== "waiting") return [];
  if (policy.starts === "when-full" && !(isFull(room) && seated(room).every(({ id }) => isHere(id)))) return [];

  const people = room.kind.seats ? seated(room).map(({ id, role }) => ({ user: id, role })) : [];
  const endsAt = policy.lasts === undefined ? undefined : now + durationMs(policy.lasts);
  return [{ type: "session_started", data: { people, ...(endsAt !== undefined && { endsAt }) } }];
}

export function pauseSession({ id, session }: RoomState, now: number): Verdict {
  if (session?.phase === "paused") return { ok: true, drafts: [] };
  if (session?.phase !== "running") return notRunning(session);
  if (session.endsAt === undefined) return { ok: true, drafts: [inRoom(id, { type: "session_paused", data: {} })] };
  if (session.endsAt <= now) return notRunning(undefined);

  return { ok: true, drafts: [inRoom(id, { type: "session_paused", data: { leftMs: session.endsAt - now } })] };
}

export function resumeSession({ id, session }: RoomState, now: number): Verdict {
  if (session?.phase === "running") return { ok: true, drafts: [] };
  if (session?.phase !== "paused") return notRunning(session);

  const data = session.leftMs === undefined ? {} : { endsAt: now + session.leftMs };
  return { ok: true, drafts: [inRoom(id, { type: "session_resumed", data })] };
}

const MOST_AT_ONCE_MS = 86_400_000;

export function extendSession({ id, session }: RoomState, byMs: number, now: number): Verdict {
  if (byMs > MOST_AT_ONCE_MS) return no("not_allowed", "A conversation gets one day more at most.");
  if (session?.phase === "running" && session.endsAt !== undefined && session.endsAt > now) {
    return { ok: true, drafts: [inRoom(id, { type: "session_extended", data: { endsAt: session.endsAt + byMs } })] };
  }
  if (session?.phase === "paused" && session.leftMs !== undefined) {
    return { ok: true, drafts: [inRoom(id, { type: "session_extended", data: { leftMs: session.leftMs + byMs } })] };
  }
  return notRunning(session);
}

function notRunning(session: Session | undefined): Verdict {
  switch (session?.phase) {
    case "waiting":
      return no("session_waiting", "The conversation has not begun yet.");
    case "running":
    case "paused":
      return no("not_allowed", "This conversation has no clock.");
    default:
      return no("session_over", "The time of this conversation is over.");
  }
}
