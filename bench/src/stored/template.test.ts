import { expect, test } from "bun:test";
import { spread } from "./rooms.ts";
import { templateOf } from "./template.ts";

const body = (seq: number, key: string, no: number) =>
  JSON.stringify({
    seq,
    id: `aX3-${seq}`,
    type: "message_posted",
    at: 3,
    actor: "user-3",
    key,
    data: { name: "User 3", no, text: "3 3" },
  });

test("a copy differs in its seq, id, key and number, and in nothing that merely looks like them", () => {
  const { pieces, fills } = templateOf(body(3, "key-3", 1));
  const next = { seq: "4", key: "key-4", no: "2" };
  const copy = pieces.map((piece, n) => piece + (n < fills.length ? next[fills[n]!] : "")).join("");
  expect(copy).toBe(body(4, "key-4", 2));
});

test("a message of another shape is refused instead of copied wrong", () => {
  expect(() => templateOf(JSON.stringify({ id: "aX3-3", seq: 3, key: "k", data: { text: "hello", no: 1 } }))).toThrow();
});

test.each([
  [10_000, 40],
  [10_000_000, 1_000],
])("all of %d messages lie in %d rooms, a tenth in the first", (total, rooms) => {
  const plan = spread(total, rooms, 0.1);
  expect(plan.reduce((sum, { messages }) => sum + messages, 0)).toBe(total);
  expect(plan[0]!.messages).toBeGreaterThanOrEqual(total / 10);
  expect(plan.length).toBe(rooms);
});
