import { expect, test } from "bun:test";
import { FirstUses } from "./first-uses.ts";

const use = (seq: number) => ({ row: { seq, json: "{}" }, print: seq });

test("a key belongs to whoever used it", () => {
  const uses = new FirstUses(10);
  uses.remember("ana", "k", use(1));
  uses.remember("ben", "k", use(2));

  expect(uses.of("ana", "k")).toMatchObject(use(1));
  expect(uses.of("ben", "k")).toMatchObject(use(2));
  expect(uses.of("eva", "k")).toBeUndefined();
  expect(uses.of("ana", "other")).toBeUndefined();
});

test("the newest are remembered, and never many more than that", () => {
  const uses = new FirstUses(10);
  for (let seq = 1; seq <= 100; seq++) uses.remember("ana", `k${seq}`, use(seq));

  const known = Array.from({ length: 100 }, (_, index) => index + 1).filter((seq) => uses.of("ana", `k${seq}`));
  expect(known.slice(-10)).toEqual([91, 92, 93, 94, 95, 96, 97, 98, 99, 100]);
  expect(known.length).toBeLessThanOrEqual(20);
});
