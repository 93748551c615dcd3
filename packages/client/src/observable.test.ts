import { expect, test } from "bun:test";
import { createSource, derive } from "./observable.ts";

test("a snapshot stays the same object until something changed", () => {
  const numbers = createSource([3, 1, 2]);
  const other = createSource("a");
  const sorted = derive([numbers], (list) => list.toSorted((a, b) => a - b));

  const before = sorted.get();
  other.set("b");
  expect(sorted.get()).toBe(before);
  numbers.set([5, 4]);
  expect(sorted.get()).toEqual([4, 5]);
});

test("a watcher hears of changes until it stops, and of nothing that is the same", () => {
  const source = createSource(1);
  let heard = 0;
  const stop = derive([source], (n) => n * 2).watch(() => (heard += 1));

  source.set(2);
  source.set(2);
  expect(heard).toBe(1);
  stop();
  source.set(3);
  expect(heard).toBe(1);
});
