import { expect, test } from "bun:test";
import { chance, SEEDS } from "../testing/chance.ts";
import { newKey } from "./key.ts";

test("a key is a UUIDv7", () => {
  for (const seed of SEEDS) {
    expect(newKey(1_700_000_000_000 + seed, chance(seed))).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  }
});

test("keys differ, and later ones sort after", () => {
  const random = chance(1);
  expect(new Set(SEEDS.map(() => newKey(5, random))).size).toBe(SEEDS.length);
  expect(newKey(1_700_000_000_001, random) > newKey(1_700_000_000_000, random)).toBe(true);
});
