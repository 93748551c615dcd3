import { expect, test } from "bun:test";
import { median, percentile } from "./percentile.ts";

const oneToHundred = Array.from({ length: 100 }, (_, n) => 100 - n);

test.each([
  [0.5, 50],
  [0.99, 99],
  [1, 100],
  [0, 1],
])("of 1 to 100 in any order, the share %d is not exceeded by %d", (share, value) => {
  expect(percentile(oneToHundred, share)).toBe(value);
});

test("the median of an odd number of rounds is one that was measured", () => {
  expect(median([3, 1, 10])).toBe(3);
});

test("nothing has no percentile", () => {
  expect(percentile([], 0.5)).toBeNaN();
});
