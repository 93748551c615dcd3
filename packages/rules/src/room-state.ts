import type { Kind, Member, RoomEvent, RoomId, RoomView } from "@parlor/protocol";
import { Roster } from "./roster.ts";

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
  readonly lastMessageAt: number | undefined;
}

/** The whole life of a room. The first event of its log is `room_created`; before it there is no room. */
export function foldRoom(id: RoomId, room: RoomState | undefined, event: RoomEvent): RoomState {
  if (event.type === "room_created") return newRoom(id, event);
  if (!room) throw new Error(`room ${id} begins with ${event.type}`);

  switch (event.type) {
    case "message_posted":
      return { ...room, messageCount: event.data.no, lastMessageAt: event.at };
    case "message_edited":
    case "message_deleted":
    case "reaction_changed":
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
      };
      return withMembers(room, room.members.with(user, member), room.members.has(user) ? 0 : 1);
    }
    case "member_left":
      return withMembers(room, room.members.without(event.data.user), -1);
    case "member_changed": {
      const member = room.members.get(event.data.user);
      if (!member) return room;
      const { role, grant, deny } = event.data;
      const { grant: _, deny: __, ...rest } = member;
      return withMembers(
        room,
        room.members.with(member.id, {
          ...rest,
          role,
          ...(grant && { grant }),
          ...(deny && { deny }),
        }),
        0,
      );
    }
    case "room_changed":
      return { ...room, title: event.data.title, description: event.data.description };
    case "room_closed":
      return { ...room, closed: { at: event.at, by: event.actor, reason: event.data.reason } };
  }
}

function newRoom(id: RoomId, event: RoomEvent & { type: "room_created" }): RoomState {
  const { kind, title, description } = event.data;
  return {
    id,
    kind,
    title,
    description,
    createdAt: event.at,
    createdBy: event.actor,
    closed: undefined,
    members: Roster.of([]),
    memberCount: 0,
    messageCount: 0,
    lastMessageAt: undefined,
  };
}

/** The count is kept apart from the map, because a client of a large room holds only some of its members. */
function withMembers(room: RoomState, members: Roster<Member>, change: number): RoomState {
  return { ...room, members, memberCount: room.memberCount + change };
}

/** The state as it travels. A client of a large room gets `maxMembers` of them and the count. */
export function roomView(room: RoomState, maxMembers = Number.POSITIVE_INFINITY): RoomView {
  const { id, kind, title, description, createdAt, createdBy, closed, memberCount, messageCount, lastMessageAt } = room;
  const members: Member[] = [];
  for (const member of room.members.values()) {
    if (members.length >= maxMembers) break;
    members.push(member);
  }
  return {
    id,
    kind,
    title,
    description,
    createdAt,
    createdBy,
    ...(closed && { closed }),
    members,
    memberCount,
    messageCount,
    ...(lastMessageAt !== undefined && { lastMessageAt }),
  };
}

export function roomFromView(view: RoomView): RoomState {
  return {
    ...view,
    closed: view.closed,
    lastMessageAt: view.lastMessageAt,
    members: Roster.of(view.members.map((member) => [member.id, member])),
  };
}
