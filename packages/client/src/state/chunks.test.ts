import { expect, test } from "bun:test";
import { chunks } from "./chunks.ts";

test("a list is cut by number", () => {
  expect(chunks([1, 2, 3, 4, 5], 2, 10_000)).toEqual([[1, 2], [3, 4], [5]]);
});

test("a list is cut by the bytes that travel, not by characters", () => {
  const items = Array.from({ length: 10 }, () => "é".repeat(100));
  const parts = chunks(items, 2_000, 900);

  expect(parts.flat()).toEqual(items);
  for (const part of parts) expect(new TextEncoder().encode(JSON.stringify(part)).length).toBeLessThan(900);
  expect(parts.length).toBeLessThan(10);
});
