import {
  type About,
  type Kind,
  type Member,
  type RoomEvent,
  type RoomId,
  type RoomView,
  type Session,
  SHARED_KEPT,
} from "@parlor/protocol";
import { type Answers, foldAnswers } from "./answers.ts";
import { type Checklists, foldChecklists } from "./checklists.ts";
import { foldInvitations, type Invitations } from "./invitations.ts";
import { inOrder } from "./members.ts";
import { Roster } from "./roster.ts";
import { foldSession, newSession } from "./session-state.ts";

/** What a room's events add up to. The messages themselves are not in it: they are rows of the log. */
export interface RoomState {
  readonly id: RoomId;
  readonly kind: Kind;
  readonly title: string;
  readonly description: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly closed: { readonly at: number; readonly by: string; readonly reason: string } | undefined;
  readonly members: Roster<Member>;
  readonly memberCount: number;
  readonly messageCount: number;
  /** Known where the whole log is folded: readers of pages keep messages as they are, and not what changed them. */
  readonly deletedCount: number;
  readonly lastMessageAt: number | undefined;
  readonly about: About | undefined;
  readonly session: Session | undefined;
  readonly answers: Answers;
  readonly checklists: Checklists;
  /** Ids of the cards that were shared, oldest first. */
  readonly shared: readonly string[];
  readonly invitations: Invitations;
}

/** The whole life of a room. The first event of its log is `room_created`; before it there is no room. */
export function foldRoom(id: RoomId, room: RoomState | undefined, event: RoomEvent): RoomState {
  if (event.type === "room_created") return newRoom(id, event);
  if (!room) throw new Error(`room ${id} begins with ${event.type}`);

  const after = foldParts(room, event);
  return after.session ? withSession(after, foldSession(after.session, event, after)) : after;
}

/** Everything but the session, which listens to all events. */
function foldParts(room: RoomState, event: Exclude<RoomEvent, { type: "room_created" }>): RoomState {
  switch (event.type) {
    case "message_posted":
      return {
        ...room,
        messageCount: event.data.no,
        lastMessageAt: event.at,
        answers: foldAnswers(room.answers, event),
      };
    case "message_deleted":
      return { ...room, deletedCount: room.deletedCount + 1 };
    case "message_edited":
    case "reaction_changed":
    case "searched":
    case "session_started":
    case "session_warned":
    case "session_paused":
    case "session_resumed":
    case "session_extended":
    case "session_wrapping_up":
    case "session_ended":
      return room;
    case "member_joined": {
      const { user, name, guest, role, no } = event.data;
      const member: Member = {
        id: user,
        name,
        ...(guest && { guest }),
        role,
        joinedAt: event.at,
        joinedSeq: event.seq,
        joinedNo: no,
        ...(room.kind.attendance && event.actor === user && { attends: true as const }),
      };
      const invited = { ...room, invitations: foldInvitations(room.invitations, event) };
      return withMembers(invited, room.members.with(user, member), room.members.has(user) ? 0 : 1);
    }
    case "member_left":
      return withMembers(room, room.members.without(event.data.user), -1);
    case "member_moved": {
      const member = room.members.get(event.data.user);
      if (!member) return room;
      const { attends: _, ...rest } = member;
      return withMembers(room, room.members.with(member.id, event.data.here ? { ...rest, attends: true } : rest), 0);
    }
    case "member_changed": {
      const member = room.members.get(event.data.user);
      if (!member) return room;
      const { grant: _, deny: __, ...rest } = member;
      const { user, name = member.name, ...now } = event.data;
      return withMembers(room, room.members.with(user, { ...rest, ...now, name }), 0);
    }
    case "room_changed":
      return { ...room, title: event.data.title, description: event.data.description };
    case "room_closed":
      return { ...room, closed: { at: event.at, by: event.actor, reason: event.data.reason } };
    case "kind_changed": {
      const { kind } = event.data;
      return { ...room, kind, session: kind.session && (room.session ?? newSession(kind)) };
    }
    case "person_invited":
    case "invitation_ended":
      return { ...room, invitations: foldInvitations(room.invitations, event) };
    case "scenario_chosen": {
      const { scenario, task } = event.data;
      return { ...room, about: { ...room.about, scenario, ...(task && { task }) } };
    }
    case "checklist_ticked":
      return { ...room, checklists: foldChecklists(room.checklists, event) };
    case "item_shared":
      return { ...room, shared: [...room.shared, event.data.item.id].slice(-SHARED_KEPT) };
  }
}

/** What a room has before anything happened in it. */
const NOTHING_YET = {
  closed: undefined,
  messageCount: 0,
  deletedCount: 0,
  lastMessageAt: undefined,
  about: undefined,
  session: undefined,
  answers: {},
  checklists: [],
  shared: [],
  invitations: [],
};

function newRoom(id: RoomId, event: RoomEvent & { type: "room_created" }): RoomState {
  const { kind, title, description, about } = event.data;
  return {
    ...NOTHING_YET,
    id,
    kind,
    title,
    description,
    createdAt: event.at,
    createdBy: event.actor,
    members: Roster.of([]),
    memberCount: 0,
    about,
    session: newSession(kind),
  };
}

function withSession(room: RoomState, session: Session): RoomState {
  return session === room.session ? room : { ...room, session };
}

/** The count is kept apart from the map, because a client of a large room holds only some of its members. */
function withMembers(room: RoomState, members: Roster<Member>, change: number): RoomState {
  return { ...room, members, memberCount: room.memberCount + change };
}

/** The state as it travels. A client of a large room gets `maxMembers` of them and the count. */
export function roomView(room: RoomState, maxMembers = Number.POSITIVE_INFINITY): RoomView {
  const {
    closed,
    lastMessageAt,
    about,
    session,
    answers,
    checklists,
    shared,
    invitations,
    deletedCount: _,
    ...rest
  } = room;
  const members: Member[] = [];
  for (const member of room.members.values()) {
    if (members.length >= maxMembers) break;
    members.push(member);
  }
  return {
    ...rest,
    members: inOrder(members),
    ...(closed && { closed }),
    ...(lastMessageAt !== undefined && { lastMessageAt }),
    ...(about && { about }),
    ...(session && { session }),
    ...(Object.keys(answers).length > 0 && { answers }),
    ...(checklists.length > 0 && { checklists: checklists.map(({ user, done }) => ({ user, done: [...done] })) }),
    ...(shared.length > 0 && { shared: [...shared] }),
    ...(invitations.length > 0 && { invitations: [...invitations] }),
  };
}

export type RoomSnapshot = RoomView & { readonly deletedCount?: number };

/** The state as it is kept beside the log. */
export const roomSnapshot = (room: RoomState): RoomSnapshot => ({ ...roomView(room), deletedCount: room.deletedCount });

/** A view was JSON: what it does not tell is not in it at all. */
export function roomFromView(view: RoomSnapshot): RoomState {
  const members = Roster.of(view.members.map((member) => [member.id, member]));
  return { ...NOTHING_YET, ...view, members } as RoomState;
}
