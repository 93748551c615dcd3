import { expect, test } from "bun:test";
import { hearTyping, stillTyping, stopTyping } from "./typing.ts";

const signal = (user: string, on = true) => ({ stream: "room:a", kind: "typing" as const, user, name: user, on });
const ana = hearTyping([], signal("ana"), 3_000);

test("typing ends by itself", () => {
  expect(stillTyping(ana, 2_999)).toBe(ana);
  expect(stillTyping(ana, 3_000)).toEqual([]);
});

test("who goes on typing is there once, for longer", () => {
  expect(hearTyping(ana, signal("ana"), 5_000)).toEqual([{ user: "ana", name: "ana", until: 5_000 }]);
});

test("typing ends when one stops, and when one's message is there", () => {
  expect(hearTyping(ana, signal("ana", false), 5_000)).toEqual([]);
  expect(stopTyping(ana, "ana")).toEqual([]);
  expect(stopTyping(ana, "bo")).toBe(ana);
});
