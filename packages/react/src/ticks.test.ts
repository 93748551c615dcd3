import { expect, test } from "bun:test";
import { clockIn } from "./texts/clock.ts";
import { lastTick, untilNextTick } from "./ticks.ts";

const clock = clockIn("en");

test("a countdown shows its whole length first, each second for a second, and zero at its end", () => {
  const until = 1_000_000_400;
  const shownAt = (leftMs: number) => clock(until - lastTick(until - leftMs, 1_000, until));
  expect([9_000, 8_999, 8_001, 8_000, 7_999, 1, 0].map(shownAt)).toEqual([
    "0:09",
    "0:09",
    "0:09",
    "0:08",
    "0:08",
    "0:01",
    "0:00",
  ]);
  // By full seconds of the server, a countdown of nine seconds would begin with ten.
  expect(clock(until - lastTick(until - 9_000, 1_000, 0))).toBe("0:10");
});

test("a clock is looked at when it ticks, before the moment it is in step with and after", () => {
  for (const inStepWith of [0, 400, 5_400]) {
    for (const now of [3_000, 3_399, 3_400, 3_401]) {
      const next = now + untilNextTick(now, 1_000, inStepWith);
      expect(lastTick(next, 1_000, inStepWith)).toBe(next);
      expect(lastTick(next - 1, 1_000, inStepWith)).toBe(next - 1_000);
    }
  }
  expect(lastTick(119_999, 60_000, 0)).toBe(60_000);
});
