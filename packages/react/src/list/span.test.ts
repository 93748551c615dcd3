import { expect, test } from "bun:test";
import { Heights } from "./heights.ts";
import { covers, type Place, spanAround, sum, withDrawn } from "./span.ts";

const keys = Array.from({ length: 1_000 }, (_, index) => `k${index}`);
const indexOf = (key: string) => keys.indexOf(key);
const span = (place: Place, view = 500, spare = 0, heights = new Heights(50)) =>
  spanAround(keys, indexOf, heights, place, view, spare);

test("at the end, what fits into the view is drawn, and what is spared beside it", () => {
  expect(span({ at: "end" })).toEqual({ from: 990, to: 1_000 });
  expect(span({ at: "end" }, 500, 500)).toEqual({ from: 980, to: 1_000 });
});

test("around an item, the view is full on both sides of it", () => {
  expect(span({ at: "item", key: "k500", offset: 250 })).toEqual({ from: 495, to: 505 });
  expect(span({ at: "item", key: "k500", offset: -25 })).toEqual({ from: 500, to: 511 });
});

test("an item near the end is joined by what stands above it", () => {
  expect(span({ at: "item", key: "k998", offset: 0 })).toEqual({ from: 990, to: 1_000 });
});

test("an item that is gone means the end", () => {
  expect(span({ at: "item", key: "gone", offset: 0 })).toEqual({ from: 990, to: 1_000 });
});

test("what was measured counts as it was, and the rest as the average", () => {
  const heights = new Heights(50);
  for (let index = 0; index < 10; index += 1) heights.measure(`k${index}`, 100);
  expect(sum(keys, heights, 0, 12)).toBe(1_000 + 2 * 50);
  heights.learn();
  expect(sum(keys, heights, 0, 12)).toBe(1_200);
  expect(heights.measure("k3", 100)).toBe(false);
  expect(heights.measure("k3", 140)).toBe(true);
});

test("heights of items that are gone do not pile up", () => {
  const heights = new Heights(50);
  for (let index = 0; index < 5_000; index += 1) heights.measure(`old${index}`, 60);
  heights.measure("k0", 80);
  heights.keepOnly(keys);
  expect(heights.of("old1")).toBe(50);
  expect(heights.of("k0")).toBe(80);
});

test("what stands beside the view already stays, and nothing else is drawn at once", () => {
  const needed = { from: 40, to: 50 };
  const around = { from: 30, to: 60 };
  const nothing = () => false;
  expect(withDrawn(needed, around, nothing)).toEqual(needed);
  expect(withDrawn(needed, around, (index) => index >= 35)).toEqual({ from: 35, to: 60 });
  // Not over a gap: what lies beyond it would not be one piece.
  expect(withDrawn(needed, around, (index) => index < 35)).toEqual(needed);
  expect(withDrawn(needed, around, () => true)).toEqual(around);
});

test("a span covers another that does not reach over it", () => {
  expect(covers({ from: 10, to: 20 }, { from: 10, to: 20 })).toBe(true);
  expect(covers({ from: 10, to: 20 }, { from: 9, to: 20 })).toBe(false);
  expect(covers({ from: 10, to: 20 }, { from: 10, to: 21 })).toBe(false);
});
