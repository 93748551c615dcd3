import { expect, test } from "bun:test";
import { Heights } from "./heights.ts";
import { Offsets } from "./offsets.ts";
import { sum } from "./span.ts";

const named = (from: number, to: number) => Array.from({ length: to - from }, (_, nth) => `k${from + nth}`);

/** Walks from the beginning, as one would by hand. */
function walked(keys: readonly string[], heights: Heights, distance: number): { index: number; top: number } {
  let [index, top] = [0, 0];
  while (index < keys.length - 1 && top + heights.of(keys[index] ?? "") <= distance) {
    top += heights.of(keys[index++] ?? "");
  }
  return { index, top };
}

function expectSame(keys: readonly string[], heights: Heights, offsets: Offsets): void {
  for (const index of [0, 1, 2, 7, 8, 63, 64, keys.length - 1, keys.length]) {
    expect(offsets.before(keys, index)).toBeCloseTo(sum(keys, heights, 0, Math.min(index, keys.length)), 6);
  }
  for (const distance of [-5, 0, 1, 49, 50, 51, 1_234, 5_000, 1e9]) {
    const { index, top } = offsets.at(keys, distance);
    expect(index).toBe(walked(keys, heights, distance).index);
    expect(top).toBeCloseTo(walked(keys, heights, distance).top, 6);
  }
}

test("they are the sums that one would count by hand, whatever is measured, comes or goes", () => {
  const heights = new Heights(50);
  const offsets = new Offsets(heights);
  const lists = [
    named(100, 200),
    // At the end, at the beginning, in the middle, less, and another list.
    named(100, 230),
    named(0, 230),
    [...named(0, 110), "between", ...named(110, 230)],
    named(40, 90),
    ["only"],
  ];
  for (const keys of lists) {
    expectSame(keys, heights, offsets);
    for (let index = 0; index < keys.length; index += 3) {
      if (heights.measure(keys[index] ?? "", 20 + ((index * 7) % 90))) offsets.changed(keys, index);
    }
    expectSame(keys, heights, offsets);
  }
});

test("after another width everything is counted anew", () => {
  const heights = new Heights(50);
  const offsets = new Offsets(heights);
  const keys = named(0, 40);
  for (const [index, key] of keys.entries()) if (heights.measure(key, 100)) offsets.changed(keys, index);
  expect(offsets.before(keys, 40)).toBe(4_000);
  heights.forget();
  offsets.forget();
  heights.measure("k0", 30);
  expectSame(keys, heights, offsets);
});

test("an empty list begins at nothing", () => {
  const offsets = new Offsets(new Heights(50));
  expect(offsets.before([], 0)).toBe(0);
  expect(offsets.at([], 10)).toEqual({ index: 0, top: 0 });
});
