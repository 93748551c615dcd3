import { expect, test } from "bun:test";
import { checkLength, checkSlowMode, limitsOf } from "./limits.ts";
import { kindOf } from "./testing/world.ts";

test("a role's own limits stand before the room's", () => {
  const kind = kindOf("group", {
    limits: { send: "5/10s", slowMode: "30s", roles: { moderator: { slowMode: "0s", maxLength: 4_000 } } },
  });
  expect(limitsOf(kind, "member")).toEqual({ send: "5/10s", slowModeMs: 30_000, maxLength: 500 });
  expect(limitsOf(kind, "moderator")).toEqual({ send: "5/10s", slowModeMs: 0, maxLength: 4_000 });
});

test.each([
  ["", "empty_message"],
  [" \n\t ", "empty_message"],
  ["12345", "ok"],
  ["123456", "message_too_long"],
  // Five characters to whoever reads them, ten to a computer.
  ["🎈🎈🎈🎈🎈", "ok"],
])("%p of at most five characters: %s", (text, expected) => {
  const answer = checkLength(text, 5);
  expect(answer.ok ? "ok" : answer.code).toBe(expected);
});

test("slow mode says when the next message may come", () => {
  expect(checkSlowMode(30_000, 1_000, 11_000)).toMatchObject({
    code: "slow_mode",
    reason: "Slow mode is on. You can write again in 20 seconds.",
    retryAfterMs: 20_000,
  });
  expect(checkSlowMode(30_000, 1_000, 31_000)).toEqual({ ok: true });
  expect(checkSlowMode(30_000, undefined, 0)).toEqual({ ok: true });
});
