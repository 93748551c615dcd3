import { expect, test } from "bun:test";
import { SharedTime } from "./shared-time.ts";

const HALF_PAST = 1_800_000;

/** Asks at a moment of the stopwatch; the answer takes so long, and the store read its clock so far along. */
function asks(
  time: SharedTime,
  watch: { at: number },
  storeAt: (at: number) => number,
  takesMs: number,
  along: number,
) {
  const askedAt = watch.at;
  const said = storeAt(askedAt + takesMs * along);
  watch.at += takesMs;
  time.heard(said, askedAt, watch.at);
}

test("is the store's time, whatever one's own clock says", () => {
  const watch = { at: 5_000 };
  const time = new SharedTime(() => watch.at);
  asks(time, watch, (at) => HALF_PAST + at, 10, 0.5);
  expect(time.now()).toBe(HALF_PAST + 5_010);
  watch.at += 60_000;
  expect(time.now()).toBe(HALF_PAST + 65_010);
});

test.each([0, 0.5, 1])("is never wrong by more than the quickest answer took (read %p along)", (along) => {
  const watch = { at: 0 };
  const time = new SharedTime(() => watch.at);
  const store = (at: number) => HALF_PAST + at;
  for (const takesMs of [900, 40, 4, 700, 2_000]) {
    watch.at += 5_000;
    asks(time, watch, store, takesMs, along);
  }
  expect(Math.abs(time.now() - store(watch.at))).toBeLessThanOrEqual(5);
});

test("follows a store whose clock is another one from now on, and never goes back", () => {
  const watch = { at: 0 };
  const time = new SharedTime(() => watch.at);
  asks(time, watch, (at) => HALF_PAST + at, 2, 0.5);
  const before = time.now();
  asks(time, watch, (at) => HALF_PAST + at - 3_000, 2, 0.5);
  expect(time.now()).toBe(before);
  watch.at += 2_000;
  expect(time.now()).toBe(before);
  watch.at += 2_000;
  expect(time.now()).toBeGreaterThan(before);
  asks(time, watch, (at) => HALF_PAST + at + 10_000, 2, 0.5);
  expect(Math.abs(time.now() - (HALF_PAST + watch.at + 10_000))).toBeLessThanOrEqual(2);
});
