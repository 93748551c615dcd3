import { afterEach, beforeEach, expect, test } from "bun:test";
import type { StreamName } from "@parlor/protocol";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { append, drafts } from "../storage/contract-drafts.ts";
import { SqliteStore } from "../storage/sqlite/sqlite-store.ts";
import { HandClock } from "../testing/hand-clock.ts";
import { Clock } from "./clock.ts";

const MANY = 11_000;
let folder: string;
let store: SqliteStore;
let hand: HandClock;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parlor-clock-"));
  store = await SqliteStore.open(folder);
  hand = new HandClock();
  hand.now = 1_000_000;
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const due = (stream: StreamName, at: number) => [{ ...append(stream, 0, drafts(1, 1)), deadline: at }];

/** Waits for the round that is under way: it is over when the next one is set. */
async function roundOver(): Promise<void> {
  while (hand.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
}

test("[SESSION-1] however many streams are looked at again and again, no deadline waits for them, and each has its turn", async () => {
  const always = Array.from({ length: MANY }, (_, index): StreamName => `room:seats-${index}`);
  await store.append(always.map((stream) => due(stream, 0)));
  // Fell due while no server was up, and comes last in every order.
  await store.append([due("room:zzz", 999_999)]);

  const looked: StreamName[] = [];
  const clock = new Clock({
    now: () => hand.now,
    later: hand.later,
    due: (span) => store.due(span),
    act: (stream) => (looked.push(stream), Promise.resolve()),
    next: () => null,
    report: (error) => {
      throw error;
    },
  });
  clock.start();
  await roundOver();
  expect(looked).toContain("room:zzz");
  const inOneRound = looked.length;
  for (let round = 0; round < 2; round++) {
    hand.pass(5_000);
    await roundOver();
  }
  clock.stop();
  expect(inOneRound).toBeLessThan(MANY);
  expect(new Set(looked).size).toBe(MANY + 1);
});
