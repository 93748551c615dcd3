import { expect, test } from "bun:test";
import { durationMs, spokenDuration } from "./duration.ts";

test.each([
  ["0s", 0],
  ["500ms", 500],
  ["90s", 90_000],
  ["17m", 1_020_000],
  ["2h", 7_200_000],
  ["7d", 604_800_000],
])("%s is %i milliseconds", (duration, ms) => {
  expect(durationMs(duration)).toBe(ms);
});

test.each(["", "17", "m", "1.5m", "-3s", "1m30s", " 1s"])("%p is no duration", (text) => {
  expect(() => durationMs(text)).toThrow("not a duration");
});

test.each([
  [1, "1 second"],
  [1_001, "2 seconds"],
  [60_000, "1 minute"],
  [61_000, "2 minutes"],
  [90_000_000, "2 days"],
])("%i ms is said as %s", (ms, spoken) => {
  expect(spokenDuration(ms)).toBe(spoken);
});
