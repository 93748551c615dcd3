import { describe, expect, test } from "bun:test";
import type { RoomEntry } from "@parlor/client";
import { type HelpRequest, Kind } from "@parlor/protocol";
import { PRESETS, type QueueState, Roster } from "@parlor/rules";
import { archiveOf, colleaguesOf, listsOf } from "./lists.ts";

const asked = (no: number) => ({
  id: `r${no}`,
  no,
  user: `p${no}`,
  name: `Person ${no}`,
  role: "participant",
  subject: "",
  description: "",
  askedAt: no,
});
const waiting = (no: number): HelpRequest => ({ status: "waiting", ...asked(no) });
const offered = (no: number, agent: string): HelpRequest => ({
  status: "offered",
  ...asked(no),
  agent,
  agentName: agent,
  until: 99,
});
const taken = (no: number, agent: string, takenAt: number): HelpRequest => ({
  status: "taken",
  ...asked(no),
  agent,
  agentName: agent.toUpperCase(),
  room: `r${no}`,
  takenAt,
});

const queueWith = (requests: readonly HelpRequest[], agents: readonly string[] = []): QueueState => ({
  id: "help",
  kind: Kind.parse(PRESETS.find(({ queue }) => queue)),
  title: "Help",
  createdAt: 0,
  requests: Roster.of(requests.map((request) => [request.id, request])),
  agents: agents.map((agent) => ({ agent, name: agent.toUpperCase(), role: "organizer", since: 0 })),
  handlingMs: [],
});

describe("an agent has before them", () => {
  const queue = queueWith([
    taken(1, "ana", 50),
    waiting(4),
    taken(2, "ana", 70),
    offered(3, "ben"),
    taken(5, "ben", 60),
  ]);
  const ids = (requests: readonly HelpRequest[]) => requests.map(({ id }) => id);

  test("who waits, also while somebody is asked: the oldest first", () => {
    expect(ids(listsOf(queue, "ana").waiting)).toEqual(["r3", "r4"]);
  });

  test("whom they help themselves and whom others do: the newest first", () => {
    expect(ids(listsOf(queue, "ana").mine)).toEqual(["r2", "r1"]);
    expect(ids(listsOf(queue, "ana").others)).toEqual(["r5"]);
    expect(ids(listsOf(queue, undefined).mine)).toEqual([]);
  });
});

test("the archive holds closed conversations of this queue and no other of its kind, the newest first", () => {
  const room = (id: string, changes: Partial<RoomEntry>) =>
    ({ room: id, kind: "helpdesk", queue: "help", closed: true, createdAt: 1, ...changes }) as RoomEntry;
  const rooms = [
    room("old", {}),
    room("new", { createdAt: 9 }),
    room("open", { closed: false }),
    room("of another queue", { queue: "lost-and-found" }),
    room("of none", { queue: undefined }),
  ];
  expect(archiveOf(rooms, "help").map((one) => one.room)).toEqual(["new", "old"]);
});

test("a colleague is who waits for requests or has some: the free ones first, then those with least to do", () => {
  const queue = queueWith(
    [taken(1, "ana", 1), taken(2, "ben", 2), taken(3, "ben", 3), taken(4, "cleo", 4)],
    ["cleo", "dora"],
  );
  expect(colleaguesOf(queue, ["ana"])).toEqual([
    { id: "dora", name: "DORA", isFree: true, holds: 0 },
    { id: "cleo", name: "CLEO", isFree: true, holds: 1 },
    { id: "ben", name: "BEN", isFree: false, holds: 2 },
  ]);
});
