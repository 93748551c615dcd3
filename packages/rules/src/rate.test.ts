import { expect, test } from "bun:test";
import { bucketOf, take } from "./rate.ts";

test.each([
  ["10/10s", 10, 1_000],
  ["30/1m", 30, 2_000],
  ["1/500ms", 1, 500],
  ["3/1h", 3, 1_200_000],
] as const)("%s is %i at once, and one every %i ms", (rate, size, refillMs) => {
  expect(bucketOf(rate)).toEqual({ size, refillMs });
});

test.each([1, 2, 3, 5, 10])(
  "whatever the pace, no window of time holds more than the bucket and its refills (%i)",
  (size) => {
    const bucket = { size, refillMs: 100 };
    for (let seed = 1; seed <= 20; seed++) {
      let state = seed;
      let now = 0;
      let fullAt = 0;
      const taken: number[] = [];
      for (let count = 0; count < 400; count++) {
        state = (state * 48_271) % 2_147_483_647;
        now += state % 97;
        const result = take(bucket, fullAt, now);
        if (result.ok) {
          fullAt = result.fullAt;
          taken.push(now);
        } else {
          // The wait that it names is right: not a moment earlier.
          expect(take(bucket, fullAt, now + result.waitMs).ok).toBe(true);
          expect(take(bucket, fullAt, now + result.waitMs - 1).ok).toBe(false);
        }
      }
      for (const [index, start] of taken.entries()) {
        const within = (ms: number) => taken.slice(index).filter((at) => at < start + ms).length;
        for (const ms of [100, 500, 1_000]) expect(within(ms)).toBeLessThanOrEqual(size + ms / 100);
      }
    }
  },
);

test("who waited long has a full bucket and no more", () => {
  const bucket = bucketOf("3/3s");
  let fullAt = 0;
  const results = Array.from({ length: 4 }, () => {
    const result = take(bucket, fullAt, 1_000_000);
    if (result.ok) fullAt = result.fullAt;
    return result.ok;
  });
  expect(results).toEqual([true, true, true, false]);
});
