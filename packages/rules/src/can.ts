import type { Capability, Kind, Member, MessagePosted, RefusalCode } from "@parlor/protocol";
import type { RoomState } from "./room-state.ts";
import { unreachable } from "./unreachable.ts";

/** Whoever asks. A back end (`server`) may do anything in any room; `member` is absent for a stranger. */
export interface Asker {
  readonly id: string;
  readonly member: Member | undefined;
  readonly server: boolean;
  /** Their token lets them into this room, whatever its kind says. */
  readonly granted?: boolean;
}

/** What somebody wants to do, with what the answer depends on. */
export type Act =
  | { readonly do: "read" }
  | { readonly do: "join" }
  | { readonly do: "send" }
  | { readonly do: "edit" | "delete"; readonly author: string; readonly message: MessagePosted }
  | { readonly do: "react"; readonly message: MessagePosted }
  | { readonly do: "let-in" }
  | { readonly do: "remove" | "set-role"; readonly target: Member }
  | { readonly do: "change" }
  | { readonly do: "close" };

export type Answer =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: RefusalCode; readonly reason: string };

const YES: Answer = { ok: true };
const no = (code: RefusalCode, reason: string): Answer => ({ ok: false, code, reason });

/** Every permission question, for the server and for greying out a button. */
export function can(asker: Asker, act: Act, room: RoomState): Answer {
  const { kind, closed } = room;

  if (act.do === "read") return canRead(asker, kind);
  if (closed) return no("room_closed", "This room is closed.");
  if (asker.server) return onMessage(act);

  switch (act.do) {
    case "join":
      return asker.member || asker.granted || kind.join === "open"
        ? YES
        : no("not_allowed", "One has to be let into this room.");
    case "send":
      return allowed(asker, kind, "message.send", "send messages here");
    case "edit":
    case "delete":
      return canChangeMessage(asker, kind, act);
    case "react":
      return both(onMessage(act), allowed(asker, kind, "message.react", "react here"));
    case "let-in":
      return allowed(asker, kind, "member.invite", "let people in");
    case "remove":
      return asker.id === act.target.id ? YES : allowed(asker, kind, "member.remove", "remove people");
    case "set-role":
      return allowed(asker, kind, "member.role", "change roles");
    case "change":
      return allowed(asker, kind, "room.change", "change this room");
    case "close":
      return allowed(asker, kind, "room.close", "close this room");
    default:
      return unreachable(act);
  }
}

function canRead(asker: Asker, kind: Kind): Answer {
  return asker.server || asker.member || asker.granted || kind.join === "open"
    ? YES
    : no("not_a_member", "Only members can read this room.");
}

function canChangeMessage(asker: Asker, kind: Kind, act: Act & { do: "edit" | "delete" }): Answer {
  const own = act.author === asker.id;
  const capability: Capability = `message.${act.do}.${own ? "own" : "any"}`;
  const permission = allowed(asker, kind, capability, `${act.do} ${own ? "messages" : "other people's messages"} here`);
  // An editor of everything may of course edit their own.
  const permitted =
    own && !permission.ok ? allowed(asker, kind, `message.${act.do}.any`, `${act.do} messages here`) : permission;
  return both(onMessage(act), permitted);
}

/** A deleted message stays as it is, whoever asks. */
function onMessage(act: Act): Answer {
  return "message" in act && act.message.deleted ? no("no_such_message", "This message was deleted.") : YES;
}

function allowed(asker: Asker, kind: Kind, capability: Capability, deed: string): Answer {
  if (!asker.member) return no("not_a_member", `Only members can ${deed}.`);
  if (has(asker.member, kind, capability)) return YES;

  const roles = Object.entries(kind.roles).filter(([, role]) => role.can.includes(capability));
  const names = roles.map(([name]) => name).join(" or ");
  return no("not_allowed", names ? `Only a ${names} can ${deed}.` : `Nobody can ${deed}.`);
}

/** What a member may do: their role's capabilities, with their own exceptions. A denial wins. */
export function has(member: Member, kind: Kind, capability: Capability): boolean {
  if (member.deny?.includes(capability)) return false;
  return (member.grant?.includes(capability) || kind.roles[member.role]?.can.includes(capability)) ?? false;
}

function both(first: Answer, second: Answer): Answer {
  return first.ok ? second : first;
}
