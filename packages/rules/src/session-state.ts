import type { Kind, Member, Participant, RoomEvent, Session } from "@parlor/protocol";
import type { Roster } from "./roster.ts";

/** A session whose people are inside: it has begun and has not ended. */
export type Going = Session & { readonly phase: "running" | "paused" | "wrapping-up" };

export const isGoing = (session: Session | undefined): session is Going =>
  session !== undefined && session.phase !== "waiting" && session.phase !== "ended";

/** The room as it is after the event, as far as a session asks. */
interface Inside {
  readonly kind: Kind;
  readonly members: Roster<Member>;
}

export const newSession = (kind: Kind): Session | undefined => (kind.session ? { phase: "waiting" } : undefined);

/** A session after one more event of its room. An event that the phase has no use for changes nothing. */
export function foldSession(session: Session, event: RoomEvent, inside: Inside): Session {
  if (event.type === "session_started") {
    const { endsAt, people } = event.data;
    return session.phase === "waiting" ? begun(event.at, people, endsAt) : session;
  }
  if (!isGoing(session)) return session;

  const going = foldPeople(active(session, event, inside.kind), event, inside);
  switch (event.type) {
    case "session_warned":
      return { ...going, toldLeftMs: event.data.leftMs };
    case "session_paused":
      return going.phase === "running" ? paused(going, event.data.leftMs) : going;
    case "session_resumed":
      return going.phase === "paused" ? resumed(going, event.at, event.data.endsAt) : going;
    case "session_extended":
      return extended(going, event.at, event.data);
    case "session_wrapping_up": {
      const { startedAt, people, activeAt, aloneSince } = going;
      const { until } = event.data;
      return {
        phase: "wrapping-up",
        startedAt,
        people,
        activeAt,
        until,
        ...(aloneSince !== undefined && { aloneSince }),
      };
    }
    case "session_ended": {
      const { why, token } = event.data;
      const { startedAt, people } = going;
      return { phase: "ended", startedAt, endedAt: event.at, people, why, token };
    }
    default:
      return going;
  }
}

function begun(at: number, people: Participant[], endsAt: number | undefined): Session {
  return {
    phase: "running",
    startedAt: at,
    people,
    activeAt: at,
    ...(endsAt !== undefined && { endsAt, toldLeftMs: endsAt - at }),
  };
}

function paused(running: Going & { phase: "running" }, leftMs: number | undefined): Going {
  const { endsAt: _, ...rest } = running;
  return { ...rest, phase: "paused", ...(leftMs !== undefined && { leftMs }) };
}

/** Nobody could do anything while the clock stood, and so nobody was idle or late. */
function resumed(standing: Going & { phase: "paused" }, at: number, endsAt: number | undefined): Going {
  const { leftMs: _, ...rest } = standing;
  return {
    ...rest,
    phase: "running",
    activeAt: at,
    ...(rest.aloneSince !== undefined && { aloneSince: at }),
    ...(endsAt !== undefined && { endsAt }),
  };
}

/** With more time, warnings that lie ahead again are given again. */
function extended(going: Going, at: number, more: { endsAt?: number | undefined; leftMs?: number | undefined }): Going {
  if (going.phase === "running" && more.endsAt !== undefined) {
    return { ...going, endsAt: more.endsAt, toldLeftMs: more.endsAt - at };
  }
  if (going.phase === "paused" && more.leftMs !== undefined) {
    return { ...going, leftMs: more.leftMs, toldLeftMs: more.leftMs };
  }
  return going;
}

function active(session: Going, event: RoomEvent, kind: Kind): Going {
  const role = kind.session?.idle?.role;
  return role && session.people.some(({ user, role: is }) => user === event.actor && is === role)
    ? { ...session, activeAt: event.at }
    : session;
}

function foldPeople(session: Going, event: RoomEvent, { kind, members }: Inside): Going {
  if (event.type === "member_joined") {
    const { user, role } = event.data;
    if (kind.seats?.exempt.includes(role)) return session;
    const { aloneSince: _, ...rest } = session;
    const known = session.people.some((person) => person.user === user);
    return known ? rest : { ...rest, people: [...rest.people, { user, role }] };
  }
  if (event.type === "member_left" && session.aloneSince === undefined) {
    const inside = session.people.filter(({ user }) => members.has(user)).length;
    return inside <= 1 ? { ...session, aloneSince: event.at } : session;
  }
  return session;
}
