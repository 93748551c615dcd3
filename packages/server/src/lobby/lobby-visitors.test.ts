import { expect, test } from "bun:test";
import type { LobbyVisit } from "./lobby-visit.ts";
import { HERE, LobbyVisitors } from "./lobby-visitors.ts";

const visit = (id: string, here: boolean, lobby = "coached"): LobbyVisit => ({
  lobby,
  person: { user: { id, name: id }, roles: ["client"], server: false },
  here,
});

test("who looks on two servers has left when they look on neither, in whatever order they close", () => {
  for (const order of [
    [HERE, "b"],
    ["b", HERE],
  ] as const) {
    const visitors = new LobbyVisitors();
    for (const server of order) expect(visitors.heard(server, visit("ana", true))).toBe(true);
    expect(visitors.heard(order[0], visit("ana", false))).toBe(false);
    expect(visitors.heard(order[1], visit("ana", false))).toBe(true);
  }
});

test("another lobby and another person are something else", () => {
  const visitors = new LobbyVisitors();
  visitors.heard("b", visit("ana", true, "other"));
  visitors.heard("b", visit("ben", true));
  visitors.heard(HERE, visit("ana", true));
  expect(visitors.heard(HERE, visit("ana", false))).toBe(true);
});

test("who looked only on a server that died has left", () => {
  const visitors = new LobbyVisitors();
  for (const server of [HERE, "b"]) visitors.heard(server, visit("ana", true));
  visitors.heard("b", visit("ben", true));
  expect(visitors.died("b")).toEqual([visit("ben", false)]);
  expect(visitors.died("b")).toEqual([]);
  expect(visitors.own()).toEqual([visit("ana", true)]);
});

test("a server that says anew who looks there means these and nobody else", () => {
  const visitors = new LobbyVisitors();
  visitors.heard("b", visit("ana", true));
  visitors.only("b", [visit("ben", true)]);
  visitors.heard(HERE, visit("ana", true));
  expect(visitors.heard(HERE, visit("ana", false))).toBe(true);
  visitors.heard(HERE, visit("ben", true));
  expect(visitors.heard(HERE, visit("ben", false))).toBe(false);
});
