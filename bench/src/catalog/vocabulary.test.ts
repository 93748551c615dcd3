import { expect, test } from "bun:test";
import { Vocabulary } from "./vocabulary.ts";

test("a few words are everywhere and most are rare, the same in every run", () => {
  const vocabulary = new Vocabulary(5_000, 7);
  const said = Array.from({ length: 50_000 }, () => vocabulary.word());
  const counts = [...Map.groupBy(said, (word) => word).values()].map(({ length }) => length).toSorted((a, b) => b - a);
  expect(counts[0]).toBeGreaterThan(50_000 / 40);
  expect(counts.length).toBeGreaterThan(3_000);
  expect(counts[Math.floor(counts.length / 2)]).toBeLessThan(10);

  const again = new Vocabulary(5_000, 7);
  expect(Array.from({ length: 100 }, () => again.word())).toEqual(said.slice(0, 100));
});
