import { describe, expect, test } from "bun:test";
import type { TopicsPolicy } from "@parlor/protocol";
import { Chance } from "./testing/chance.ts";
import { kindOf } from "./testing/world.ts";
import { Topics } from "./topics.ts";

const policy = kindOf("cafe").topics as TopicsPolicy;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function cafe(changes: Partial<TopicsPolicy> = {}) {
  const topics = new Topics({ ...policy, ...changes });
  let seq = 0;
  const say = (by: string, text: string, at: number) => {
    topics.add({ seq: ++seq, by, text, at });
    return seq;
  };
  const words = (now: number, limit?: number) => topics.rank(now, limit).map(({ word }) => word);
  return { topics, say, words };
}

describe("topics", () => {
  test("are what most people talk about, with how many mentions count", () => {
    const { topics, say } = cafe();
    say("ann", "great espresso today", 0);
    say("ben", "espresso and croissant", MINUTE);
    expect(topics.rank(2 * MINUTE)).toEqual([
      { word: "espresso", count: 2 },
      { word: "croissant", count: 1 },
    ]);
  });

  test("are not one person's to push", () => {
    const { topics, say } = cafe();
    for (let i = 0; i < 50; i++) say("ann", "bitcoin bitcoin bitcoin", i * 1_000);
    say("ben", "croissant", MINUTE);
    say("cleo", "croissant", MINUTE);
    expect(topics.rank(MINUTE)).toEqual([
      { word: "croissant", count: 2 },
      { word: "bitcoin", count: 1 },
    ]);
  });

  test("fade: newer talk passes older talk, however much there was of it", () => {
    const { say, words } = cafe();
    for (const by of ["a", "b", "c"]) say(by, "football", 0);
    for (const by of ["a", "b"]) say(by, "concert", 40 * MINUTE);
    expect(words(40 * MINUTE)[0]).toBe("concert");
  });

  test("go, although the room stays busy with something else", () => {
    const { say, words } = cafe();
    say("ann", "football", 0);
    for (let minute = 1; minute <= 61; minute++) say(`p${minute}`, "concert", minute * MINUTE);
    expect(words(61 * MINUTE)).toEqual(["concert"]);
  });

  test("go with the message that was deleted, at once", () => {
    const { topics, say, words } = cafe();
    const seq = say("ann", "rumours", 0);
    say("ben", "croissant", 0);
    topics.remove(seq);
    expect(words(0)).toEqual(["croissant"]);
  });

  test("stay when the same person said it elsewhere in the same span", () => {
    const { topics, say } = cafe();
    const first = say("ann", "croissant", 0);
    say("ann", "croissant", MINUTE);
    topics.remove(first);
    expect(topics.rank(MINUTE)).toEqual([{ word: "croissant", count: 1 }]);
  });

  test("follow an edit", () => {
    const { topics, say, words } = cafe();
    const seq = say("ann", "tee tonight at nine", 0);
    topics.add({ seq, by: "ann", at: 0, text: "theatre at nine" });
    expect(words(0)).toEqual(["nine", "theatre"]);
  });

  test("are as many as asked for, and never more than the kind says", () => {
    const { say, words } = cafe({ maxTopics: 2 });
    say("ann", "alpha bravo charlie", 0);
    expect(words(0, 1)).toEqual(["alpha"]);
    expect(words(0, 99)).toEqual(["alpha", "bravo"]);
  });

  test("can be counted for years without a number growing out of hand", () => {
    const { topics, say } = cafe();
    for (let hour = 0; hour < 24 * 365; hour += 7) say(`p${hour % 5}`, `word${"abcde"[hour % 5]} always`, hour * HOUR);
    say("ann", "finally", 24 * 365 * HOUR);
    expect(topics.rank(24 * 365 * HOUR)).toEqual([{ word: "finally", count: 1 }]);
  });
});

/** The same by brute force: every message looked at again for each ranking. */
function plainly(said: { by: string; at: number; word: string }[], now: number) {
  const halfLife = 15 * MINUTE;
  const scores = new Map<string, number>();
  const counted = new Map<string, number>();
  for (const { by, at, word } of said) {
    const mention = `${word} ${by} ${Math.floor(at / (10 * MINUTE))}`;
    if (at > now - HOUR) counted.set(mention, Math.min(counted.get(mention) ?? Number.POSITIVE_INFINITY, at));
  }
  for (const [mention, at] of counted) {
    const word = mention.split(" ")[0] ?? "";
    scores.set(word, (scores.get(word) ?? 0) + 2 ** ((at - now) / halfLife));
  }
  return [...scores].sort(([a, x], [b, y]) => (Math.abs(x - y) > 1e-9 ? y - x : a < b ? -1 : 1)).map(([word]) => word);
}

test.each(Array.from({ length: 100 }, (_, seed) => seed))("the ranking is the one of brute force (seed %i)", (seed) => {
  const chance = new Chance(seed);
  const { topics, say } = cafe();
  const said = new Map<number, { by: string; at: number; word: string }>();
  let now = 0;
  for (let turn = 0; turn < 60; turn++) {
    now += chance.below(4 * MINUTE);
    const spoken = { by: `p${chance.below(4)}`, at: now, word: chance.pick(["alpha", "bravo", "charlie", "delta"]) };
    if (said.size > 0 && chance.happens(0.2)) {
      const seq = chance.pick([...said.keys()]);
      said.delete(seq);
      topics.remove(seq);
    } else said.set(say(spoken.by, spoken.word, spoken.at), spoken);
    expect(topics.rank(now).map(({ word }) => word)).toEqual(plainly([...said.values()], now));
  }
});
