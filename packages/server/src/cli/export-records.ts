import type { RoomEvent } from "@parlor/protocol";
import { conversationToken, foldRoom, openItems, type RoomState } from "@parlor/rules";

/** One event as it reads now and as it was first. */
export interface Logged {
  readonly now: RoomEvent;
  readonly first: RoomEvent;
}

/** A line of an export. What is the same for all lines stands beside what this one has. */
export interface ExportRecord {
  readonly record: "conversation" | "turn" | "search" | "item" | "tick" | "session";
  readonly room: string;
  readonly kind: string;
  readonly token: string;
  readonly [field: string]: unknown;
}

/** A room's log as research wants it: first the conversation, then what happened in it, in its order. */
export function recordsOf(id: string, log: readonly Logged[]): ExportRecord[] {
  let room: RoomState | undefined;
  const roles = new Map<number, string | undefined>();
  for (const { now: event } of log) {
    room = foldRoom(id, room, event);
    roles.set(event.seq, room.members.get(event.actor)?.role);
  }
  if (!room) return [];

  const { session, kind } = room;
  const startedAt = session && "startedAt" in session ? session.startedAt : undefined;
  const token = session?.phase === "ended" ? session.token : conversationToken(room);
  const common = { room: id, kind: kind.name, token };
  const began = startedAt ?? room.createdAt;
  const edits = editsOf(log);
  let previousAt = began;
  const records: ExportRecord[] = [];
  for (const { now: event, first } of log) {
    const when = { seq: event.seq, at: iso(event.at), sinceStartMs: event.at - began };
    const who = { user: event.actor, role: roles.get(event.seq) };
    switch (event.type) {
      case "message_posted": {
        const { name, role, no, text, replyTo, location, deleted, reactions, mentions } = event.data;
        const original = first.type === "message_posted" ? first.data.text : undefined;
        records.push({
          record: "turn",
          ...common,
          ...when,
          turn: no,
          sincePreviousMs: event.at - previousAt,
          user: event.actor,
          name,
          role: role ?? who.role,
          text: text ?? "",
          ...defined({ replyTo, location, mentions, reactions }),
          edits: deleted ? [] : textsBefore(original, event.at, edits.get(event.seq) ?? []),
          ...(deleted && { deleted: { at: iso(deleted.at), by: deleted.by } }),
        });
        previousAt = event.at;
        break;
      }
      case "searched":
        records.push({ record: "search", ...common, ...when, ...who, ...event.data });
        break;
      case "item_shared":
        records.push({ record: "item", ...common, ...when, ...who, name: event.data.name, item: event.data.item });
        break;
      case "checklist_ticked":
        records.push({ record: "tick", ...common, ...when, ...who, ...event.data });
        break;
      case "session_started":
      case "session_warned":
      case "session_paused":
      case "session_resumed":
      case "session_extended":
      case "session_wrapping_up":
      case "session_ended":
        records.push({ record: "session", ...common, ...when, what: event.type, ...event.data });
        break;
      default:
        // Comings and goings are in the conversation's own line.
        break;
    }
  }
  return [{ record: "conversation", ...common, ...factsOf(room, log, startedAt) }, ...records];
}

function factsOf(room: RoomState, log: readonly Logged[], startedAt: number | undefined) {
  const { kind, title, about, createdAt, session, closed, messageCount, checklists } = room;
  const ended = session?.phase === "ended" ? session : undefined;
  return {
    kindVersion: kind.version,
    title,
    ...defined({ subject: about?.subject, scenario: about?.scenario, location: about?.location }),
    createdAt: iso(createdAt),
    ...defined({
      startedAt: startedAt === undefined ? undefined : iso(startedAt),
      endedAt: ended ? iso(ended.endedAt) : closed && iso(closed.at),
      why: ended?.why ?? closed?.reason,
    }),
    turns: messageCount,
    people: peopleOf(log),
    checklists: checklists.map(({ user, done }) => ({
      user,
      done,
      open: openItems(room, user).map((item) => item.id),
    })),
  };
}

/** Everybody who was ever inside, with when they came last and went. */
function peopleOf(log: readonly Logged[]) {
  const people = new Map<string, { user: string; name: string; role: string; joinedAt: string; leftAt?: string }>();
  for (const { now: event } of log) {
    if (event.type === "member_joined") {
      const { user, name, role } = event.data;
      people.set(user, { user, name, role, joinedAt: iso(event.at) });
    }
    const person = event.type === "member_left" ? people.get(event.data.user) : undefined;
    if (person) person.leftAt = iso(event.at);
  }
  return [...people.values()];
}

function editsOf(log: readonly Logged[]): Map<number, { at: number; text: string }[]> {
  const edits = new Map<number, { at: number; text: string }[]>();
  for (const { now: event } of log) {
    if (event.type !== "message_edited" || event.data.text === undefined) continue;
    const { target, text } = event.data;
    edits.set(target, [...(edits.get(target) ?? []), { at: event.at, text }]);
  }
  return edits;
}

/** What a message said before it said what it says now, with when it began to say so. */
function textsBefore(original: string | undefined, at: number, edits: readonly { at: number; text: string }[]) {
  const texts = [...(original === undefined ? [] : [{ at, text: original }]), ...edits];
  return texts.slice(0, -1).map((one) => ({ at: iso(one.at), text: one.text }));
}

const iso = (at: number): string => new Date(at).toISOString();

const defined = <Fields extends object>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
