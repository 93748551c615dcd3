import type { Capability, Kind, Member, MessagePosted } from "@parlor/protocol";
import { all, type Answer, anyOf, no, YES } from "./answer.ts";
import { invitationOf } from "./invitations.ts";
import type { RoomState } from "./room-state.ts";
import { freeSeat } from "./seats.ts";
import { isOpenFor } from "./session-phase.ts";
import { unreachable } from "./unreachable.ts";

/** Whoever asks. A back end (`server`) may do anything in any room; `member` is absent for a stranger. */
export interface Asker {
  readonly id: string;
  readonly member: Member | undefined;
  readonly server: boolean;
  /** Their token lets them into this room, whatever its kind says. */
  readonly granted?: boolean;
  /** Nothing is known of them but a name. */
  readonly guest?: boolean | undefined;
  /** What their token lets them do at most. It takes away and never gives. */
  readonly only?: readonly Capability[] | undefined;
}

/** What somebody wants to do, with what the answer depends on. */
export type Act =
  | { readonly do: "read" }
  | { readonly do: "join"; readonly role?: string }
  | { readonly do: "send" }
  | { readonly do: "edit" | "delete"; readonly author: string; readonly message: MessagePosted }
  | { readonly do: "react"; readonly message: MessagePosted }
  | { readonly do: "let-in"; readonly user?: string; readonly role?: string }
  | { readonly do: "remove"; readonly target: Member }
  | { readonly do: "set-role"; readonly target: Member; readonly role?: string }
  | { readonly do: "give-role" }
  | { readonly do: "change" }
  | { readonly do: "close" }
  | { readonly do: "pause" | "resume" | "extend" }
  | { readonly do: "search" }
  | { readonly do: "share" }
  | { readonly do: "tick"; readonly item: string }
  | { readonly do: "change-kind" };

/**
 * Every permission question, for the server and for greying out a button. `now` tells what comes after the end of a
 * session's time: that is refused also while the end has not been noticed yet.
 */
export function can(asker: Asker, act: Act, room: RoomState, now = Number.NEGATIVE_INFINITY): Answer {
  if (act.do === "read") return canRead(asker, room.kind);
  if (room.closed) return no("room_closed", "This room is closed.");

  const inTheRoom = all(roomFor(asker, act, room), timeFor(asker, act, room, now), onMessage(act));
  if (!inTheRoom.ok || asker.server) return inTheRoom;
  return permitted(asker, act, room);
}

function permitted(asker: Asker, act: Exclude<Act, { do: "read" }>, room: RoomState): Answer {
  const { kind } = room;
  switch (act.do) {
    case "join":
      return mayComeIn(asker, room);
    case "send":
      return allowed(asker, kind, "message.send", "send messages here");
    case "edit":
    case "delete":
      return canChangeMessage(asker, kind, act);
    case "react":
      return allowed(asker, kind, "message.react", "react here");
    case "let-in":
      return allowed(asker, kind, "member.invite", "let people in");
    case "remove":
      return asker.id === act.target.id ? YES : allowed(asker, kind, "member.remove", "remove people");
    case "set-role":
    case "give-role":
      return allowed(asker, kind, "member.role", "change roles");
    case "change":
      return allowed(asker, kind, "room.change", "change this room");
    case "close":
      return allowed(asker, kind, "room.close", "close this chat");
    case "pause":
    case "resume":
      return allowed(asker, kind, "session.pause", `${act.do} the clock`);
    case "extend":
      return allowed(asker, kind, "session.extend", "add time");
    case "search":
      return allowed(asker, kind, "panel.search", "search here");
    case "share":
      return allowed(asker, kind, "item.share", "share cards here");
    case "tick":
      return canTick(asker, kind, act.item);
    case "change-kind":
      return no("not_allowed", "Only a back end can change a room's rules.");
    default:
      return unreachable(act);
  }
}

/** Nobody sits where there is no seat, not even when a back end says so. */
function roomFor(asker: Asker, act: Act, room: RoomState): Answer {
  const { defaultRole } = room.kind;
  switch (act.do) {
    case "join":
      return asker.member ? YES : freeSeat(room, asker.id, act.role ?? defaultRole);
    case "let-in":
      return act.user === undefined || room.members.has(act.user)
        ? YES
        : freeSeat(room, act.user, act.role ?? defaultRole);
    case "set-role":
      return act.role === undefined ? YES : freeSeat(room, act.target.id, act.role);
    default:
      return YES;
  }
}

function timeFor(asker: Asker, act: Act, { session }: RoomState, now: number): Answer {
  return session && (act.do === "send" || act.do === "share") ? isOpenFor(session, asker, now) : YES;
}

/** Whether the room is open to them, by whichever command they come. Whether a seat is free is another question. */
export function mayComeIn(asker: Asker, { kind, invitations }: RoomState): Answer {
  if (asker.server) return YES;
  if (isKeptOut(asker, kind) && !invitationOf(invitations, asker.id)) return NO_GUESTS;
  if (asker.member || asker.granted || kind.join === "open" || kind.join === "lobby") return YES;
  if (kind.join === "queue") return no("not_allowed", "One gets into this room through its queue.");
  return invitationOf(invitations, asker.id) ? YES : no("not_allowed", "One has to be let into this room.");
}

function canTick(asker: Asker, kind: Kind, item: string): Answer {
  if (!asker.member) return no("not_a_member", "Only members have a checklist.");
  const items = kind.checklist?.[asker.member.role] ?? [];
  return items.some(({ id }) => id === item) ? YES : no("no_such_item", "There is no such item on your checklist.");
}

const NO_GUESTS = no("guests_off", "Guests are not let in here. Sign in, or come with a token.");

/** Whoever is inside stays, and whom a member invited or a host app sent is no stranger. */
const isKeptOut = ({ guest, member, granted, server }: Omit<Asker, "id">, kind: Kind): boolean =>
  guest === true && keepsGuestsOut(kind) && !member && !granted && !server;

/** The same where there is no room yet that they could belong to: a queue, a lobby, a room about to be made. */
export const mayComeAsGuest = (
  kind: Kind,
  { guest, server = false }: { readonly guest?: boolean | undefined; readonly server?: boolean | undefined },
): Answer => (isKeptOut({ guest, server, member: undefined }, kind) ? NO_GUESTS : YES);

/** Rooms from before there was this rule have a kind that says nothing about it, and let everybody in. */
const keepsGuestsOut = ({ guests }: Pick<Kind, "guests">): boolean => guests === false;

function canRead(asker: Asker, kind: Kind): Answer {
  if (isKeptOut(asker, kind)) return NO_GUESTS;
  return asker.server || asker.member || asker.granted || kind.join === "open"
    ? YES
    : no("not_a_member", "Only members can read this room.");
}

function canChangeMessage(asker: Asker, kind: Kind, act: Act & { do: "edit" | "delete" }): Answer {
  const own = act.author === asker.id;
  const capability: Capability = `message.${act.do}.${own ? "own" : "any"}`;
  const permission = allowed(asker, kind, capability, `${act.do} ${own ? "messages" : "other people's messages"} here`);
  // An editor of everything may of course edit their own.
  return own && !permission.ok ? allowed(asker, kind, `message.${act.do}.any`, `${act.do} messages here`) : permission;
}

/** A deleted message stays as it is, whoever asks. */
function onMessage(act: Act): Answer {
  return "message" in act && act.message.deleted ? no("no_such_message", "This message was deleted.") : YES;
}

function allowed(asker: Asker, kind: Kind, capability: Capability, deed: string): Answer {
  if (!asker.member) return no("not_a_member", `Only members can ${deed}.`);
  const narrowed = withinToken(asker, capability, deed);
  if (!narrowed.ok) return narrowed;
  if (has(asker.member, kind, capability)) return YES;

  return no("not_allowed", onlyThoseWith(kind, capability, deed));
}

/** What somebody may do altogether is not always what this sign-in of theirs may do. */
export function withinToken({ only }: Pick<Asker, "only">, capability: Capability, deed: string): Answer {
  return only === undefined || only.includes(capability)
    ? YES
    : no("not_allowed", `The token you came with does not let you ${deed}.`);
}

export function onlyThoseWith(kind: Kind, capability: Capability, deed: string): string {
  const roles = Object.keys(kind.roles).filter((name) => kind.roles[name]?.can.includes(capability));
  return roles.length > 0 ? `Only ${anyOf(roles)} can ${deed}.` : `Nobody can ${deed}.`;
}

/** What a member may do: their role's capabilities, with their own exceptions. A denial wins. */
export function has(member: Member, kind: Kind, capability: Capability): boolean {
  if (member.deny?.includes(capability)) return false;
  // A token may name any role, `constructor` too.
  const role = Object.hasOwn(kind.roles, member.role) ? kind.roles[member.role] : undefined;
  return (member.grant?.includes(capability) || role?.can.includes(capability)) ?? false;
}
