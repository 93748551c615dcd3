import { expect, test } from "bun:test";
import { Roster } from "./roster.ts";

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

test.each(Array.from({ length: 30 }, (_, index) => index + 1))(
  "it is a map that every change leaves as it was (seed %i)",
  (seed) => {
    const next = random(seed);
    const truth = new Map<string, number>(Array.from({ length: seed % 7 }, (_, index) => [`${index}`, index]));
    let roster = Roster.of(truth);
    const before: { roster: Roster<number>; truth: Map<string, number> }[] = [];

    for (let step = 0; step < 300; step++) {
      before.push({ roster, truth: new Map(truth) });
      const id = String(Math.floor(next() * 40));
      if (next() < 0.6) {
        truth.set(id, step);
        roster = roster.with(id, step);
      } else {
        truth.delete(id);
        roster = roster.without(id);
      }
    }
    for (const moment of [...before, { roster, truth }]) {
      expect(moment.roster.size).toBe(moment.truth.size);
      expect(new Set(moment.roster.values())).toEqual(new Set(moment.truth.values()));
      for (let id = 0; id < 40; id++) expect(moment.roster.get(`${id}`)).toBe(moment.truth.get(`${id}`));
    }
  },
);

test("taking away what is not there changes nothing, and says so", () => {
  const roster = Roster.of([["ana", 1]]);
  expect(roster.without("ben")).toBe(roster);
  expect([roster.has("ana"), roster.has("constructor"), roster.has("__proto__")]).toEqual([true, false, false]);
});
