import { expect, test } from "bun:test";
import { below, chance, SEEDS } from "../testing/chance.ts";
import { addRange, firstHole, holesIn, rangeAt, type Ranges } from "./ranges.ts";

const PLACES = 30;
const covered = (ranges: Ranges) => Array.from({ length: PLACES }, (_, seq) => rangeAt(ranges, seq) !== undefined);

test.each(SEEDS)("ranges cover exactly what was added, sorted and apart (seed %i)", (seed) => {
  const random = chance(seed);
  const seen = Array.from({ length: PLACES }, () => false);
  let ranges: Ranges = [];
  for (let i = 0; i < 1 + (seed % 8); i += 1) {
    const from = below(random, PLACES);
    const to = Math.min(PLACES - 1, from + below(random, 6) - 1);
    ranges = addRange(ranges, { from, to });
    seen.fill(true, from, to + 1);

    expect(covered(ranges)).toEqual(seen);
    expect(holesIn(ranges).every((hole) => hole.from <= hole.to)).toBe(true);
    const hole = firstHole(ranges, { from: 0, to: PLACES - 1 });
    expect(hole?.from).toBe(seen.includes(false) ? seen.indexOf(false) : undefined);
    if (hole) expect(seen.slice(hole.from, hole.to + 2).lastIndexOf(false)).toBe(hole.to - hole.from);
  }
});

test("two ranges that touch are one", () => {
  expect(addRange([{ from: 1, to: 3 }], { from: 4, to: 6 })).toEqual([{ from: 1, to: 6 }]);
});
