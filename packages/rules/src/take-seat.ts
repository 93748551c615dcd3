import { type Kind, type RoomDraft, roomStream, type Scenario } from "@parlor/protocol";
import { no, type No } from "./answer.ts";
import { mayComeIn } from "./can.ts";
import { inInbox, inRoom, type NextSeq, type Verdict } from "./plan.ts";
import { roomAfter } from "./room-after.ts";
import type { RoomState } from "./room-state.ts";
import { freeSeat } from "./seats.ts";
import { startSession } from "./session.ts";

/** Whoever comes, with what their token says they are. */
export interface Comer {
  readonly id: string;
  readonly name: string;
  readonly guest?: true | undefined;
  readonly roles: readonly string[];
  /** Their token lets them into this room, whatever its kind says. */
  readonly granted?: boolean | undefined;
  /** A back end lets itself in. */
  readonly server?: boolean | undefined;
}

/** The roles of a person that mean something in this kind; everybody has at least the default one. */
export function rolesIn(kind: Kind, roles: readonly string[]): readonly string[] {
  const known = roles.filter((role) => Object.hasOwn(kind.roles, role));
  return known.length > 0 ? known : [kind.defaultRole];
}

export interface SeatWish {
  readonly role?: string | undefined;
  readonly scenario?: string | undefined;
  readonly task?: Scenario | undefined;
}

interface Scene {
  readonly now: number;
  readonly nextSeq: NextSeq;
  /** Whether somebody's lease holds. */
  readonly isHere: (user: string) => boolean;
}

/** Sits down: one step, decided against the log, so that of any number who want the last seat one gets it. */
export function takeSeat(
  room: RoomState,
  comer: Comer,
  wish: SeatWish,
  { now, nextSeq, isHere }: Scene,
): Verdict<{ role: string }> {
  const { id } = room;
  if (room.closed) return no("room_closed", "This room is closed.");
  const sitting = room.members.get(comer.id);
  const { granted = false, server = false } = comer;
  const may = mayComeIn({ id: comer.id, guest: comer.guest, member: sitting, granted, server }, room);
  if (!may.ok) return may;
  const chosen = chosenScenario(room, wish);
  if ("code" in chosen) return chosen;
  if (sitting) return { ok: true, drafts: chosen.map((draft) => inRoom(id, draft)), role: sitting.role };

  const role = roleWithSeat(room, comer, wish.role);
  if (typeof role !== "string") return role;

  const { name, guest } = comer;
  const drafts: RoomDraft[] = [
    {
      type: "member_joined",
      data: { user: comer.id, name, ...(guest && { guest }), role, no: room.messageCount },
    },
    ...chosen,
  ];
  const seq = nextSeq(roomStream(id));
  const after = roomAfter(id, room, drafts, { actor: comer.id, now, seq });
  drafts.push(...startSession(after, now, (user) => user === comer.id || isHere(user)));

  return {
    ok: true,
    role,
    drafts: [
      ...drafts.map((draft) => inRoom(id, draft)),
      inInbox(comer.id, { type: "room_added", data: { room: id, seq, no: room.messageCount } }),
    ],
  };
}

/** What a scenario can be called: it becomes a part of the conversation's token. */
const SCENARIO = /^[A-Za-z0-9_-]{1,64}$/;

/** One of the kind's, or where it has none, whatever somebody brings. */
function chosenScenario({ kind, about }: RoomState, { scenario, task }: SeatWish): RoomDraft[] | No {
  if (scenario === undefined) return [];
  const { scenarios = {} } = kind;
  const isFree = Object.keys(scenarios).length === 0;
  const isKnown = isFree ? SCENARIO.test(scenario) : Object.hasOwn(scenarios, scenario);
  if (!isKnown) return no("no_such_item", "There is no such scenario.");
  if (about?.scenario !== undefined) return [];
  return [{ type: "scenario_chosen", data: { scenario, ...(isFree && task && { task }) } }];
}

function roleWithSeat(room: RoomState, comer: Comer, wanted: string | undefined): string | No {
  const roles = rolesIn(room.kind, comer.roles);
  if (wanted !== undefined && !roles.includes(wanted)) return no("not_allowed", `You are not here as ${wanted}.`);

  let refusal: No | undefined;
  for (const role of wanted === undefined ? roles : [wanted]) {
    const answer = freeSeat(room, comer.id, role);
    if (answer.ok) return role;
    refusal ??= answer;
  }
  return refusal ?? no("no_seat", "There is no seat for you here.");
}
