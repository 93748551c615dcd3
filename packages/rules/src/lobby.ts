import type { Kind, LobbyRoom, RoomDraft } from "@parlor/protocol";
import { anyOf, no, type No } from "./answer.ts";
import { mayComeAsGuest } from "./can.ts";
import { type GoneSince, isGhost } from "./ghosts.ts";
import { Roster } from "./roster.ts";
import type { RoomState } from "./room-state.ts";
import { freeSeat, isFull, seated } from "./seats.ts";
import { isGoing } from "./session-state.ts";
import { type Comer, rolesIn } from "./take-seat.ts";

/** A room as the lobby shows it, or nothing when nobody can be met there: it is closed, or its host is gone. */
export function lobbyRoom(room: RoomState, now: number, goneSince: GoneSince): LobbyRoom | undefined {
  const { id, kind, about, session, closed } = room;
  const host = about?.host;
  const going = isGoing(session);
  if (closed || !kind.seats || (host && !going && isGhost(host.id, now, goneSince))) return undefined;

  const present = going ? room : withoutGhosts(room, now, goneSince);
  const people = seated(present);
  return {
    room: id,
    subject: about?.subject ?? room.title,
    ...(host && { host }),
    state: stateOf(present),
    seats: { taken: people.length, total: kind.seats.total },
    roles: countBy(people.map(({ role }) => role)),
    people: people.map((person) => person.id),
    ...(session?.phase === "running" && session.endsAt !== undefined && { endsAt: session.endsAt }),
  };
}

function stateOf(room: RoomState): LobbyRoom["state"] {
  if (isGoing(room.session) || room.session?.phase === "ended" || isFull(room)) return "full";
  return freeSeat(room, "", room.kind.defaultRole).ok ? "free" : "waiting";
}

function withoutGhosts(room: RoomState, now: number, goneSince: GoneSince): RoomState {
  const here = [...room.members.values()].filter(({ id }) => !isGhost(id, now, goneSince));
  return { ...room, members: Roster.of(here.map((member) => [member.id, member])) };
}

function countBy(roles: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const role of roles) counts[role] = (counts[role] ?? 0) + 1;
  return counts;
}

/** What those who watch a lobby have to be told. */
export function lobbyChange(
  before: readonly LobbyRoom[],
  after: readonly LobbyRoom[],
): { rooms: LobbyRoom[]; gone: string[] } | undefined {
  const known = new Map(before.map((entry) => [entry.room, JSON.stringify(entry)]));
  const rooms = after.filter((entry) => known.get(entry.room) !== JSON.stringify(entry));
  const left = new Set(after.map(({ room }) => room));
  const gone = before.map(({ room }) => room).filter((room) => !left.has(room));
  return rooms.length > 0 || gone.length > 0 ? { rooms, gone } : undefined;
}

/** The role in which somebody receives others in a lobby: one for which a seat is kept. */
export function hostRole(kind: Kind, { roles, ...comer }: Pick<Comer, "roles" | "guest" | "server">): string | No {
  const asGuest = mayComeAsGuest(kind, comer);
  if (!asGuest.ok) return asGuest;
  const hosts = Object.keys(kind.seats?.roles ?? {}).filter((role) => (kind.seats?.roles[role]?.reserved ?? 0) > 0);
  return rolesIn(kind, roles).find((role) => hosts.includes(role)) ?? no("not_allowed", onlyHosts(kind, hosts));
}

const onlyHosts = (kind: Kind, hosts: readonly string[]): string =>
  hosts.length > 0 ? `Only ${anyOf(hosts)} can open rooms in this lobby.` : `Nobody receives others in ${kind.name}.`;

/** What a host's interests ask for: a room for each that has none, and an end for those that are theirs no more. */
export function lobbyUpkeep(
  host: { readonly id: string },
  interests: readonly string[],
  rooms: readonly RoomState[],
): { open: string[]; close: RoomState[] } {
  const theirs = rooms.filter((room) => !room.closed && room.about?.host?.id === host.id);
  const wanted = new Set(interests);
  const served = new Set(theirs.map((room) => room.about?.subject));
  return {
    open: [...wanted].filter((subject) => !served.has(subject)),
    close: theirs.filter((room) => !wanted.has(room.about?.subject ?? "") && !isGoing(room.session)),
  };
}

/** The first event of a lobby's room. */
export function openLobbyRoom(
  kind: Kind,
  host: { readonly id: string; readonly name: string },
  subject: string,
): RoomDraft {
  return { type: "room_created", data: { kind, title: subject, description: "", about: { subject, host } } };
}
