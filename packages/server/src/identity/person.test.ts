import { expect, test } from "bun:test";
import { grantedRole } from "./person.ts";

const roleIn = (room: string, rooms: Record<string, string>) =>
  grantedRole({ rooms: new Map(Object.entries(rooms)) }, room);

test.each([
  ["r", "r", true],
  ["r", "R", false],
  ["r", "rr", false],
  ["team-*", "team-1", true],
  ["team-*", "team-", true],
  ["team-*", "team", false],
  ["team-*", "other-team-1", false],
  ["*-team", "a-team", true],
  ["*", "anything at all", true],
  ["a*b", "ab", true],
  ["a*b", "a", false],
  ["aba*aba", "aba", false],
  ["aba*aba", "abaaba", true],
  ["a*b*c", "a-b-c", true],
  ["a*b*c", "a-c-b", false],
  ["a*bc*bc", "abc", false],
  ["a.c", "abc", false],
  ["[a]", "a", false],
  ["a**b", "a-b", true],
])("a token for %s and the room %s: %p", (pattern, room, granted) => {
  expect(roleIn(room, { [pattern]: "member" })).toBe(granted ? "member" : undefined);
});

test("the room itself counts more than a pattern, and the first pattern more than the next", () => {
  const rooms = { "team-*": "member", "*": "guest", "team-1": "moderator" };
  expect([roleIn("team-1", rooms), roleIn("team-2", rooms), roleIn("x", rooms)]).toEqual([
    "moderator",
    "member",
    "guest",
  ]);
});

test("a token that speaks of no room grants none, whatever its name", () => {
  for (const room of ["__proto__", "constructor", "toString"]) expect(roleIn(room, {})).toBeUndefined();
});
