import { expect, test } from "bun:test";
import { Turns } from "./turns.ts";

const later = () => Promise.withResolvers<void>();
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test("what holds nobody up runs at once and side by side", async () => {
  const turns = new Turns(10);
  const began: number[] = [];
  for (const turn of [1, 2, 3]) {
    turns.take(false, async () => {
      began.push(turn);
      await later().promise;
    });
  }
  expect(began).toEqual([1, 2, 3]);
});

test("what holds others up is waited for by all after it, in their order", async () => {
  const turns = new Turns(10);
  const [first, second] = [later(), later()];
  const began: string[] = [];
  const act = (name: string, until?: Promise<void>) => async () => {
    began.push(name);
    await until;
  };
  turns.take(true, act("first", first.promise));
  turns.take(false, act("between"));
  turns.take(true, act("second", second.promise));
  turns.take(false, act("last"));
  await settle();
  expect(began).toEqual(["first"]);
  first.resolve();
  await settle();
  expect(began).toEqual(["first", "between", "second"]);
  second.resolve();
  await settle();
  expect(began).toEqual(["first", "between", "second", "last"]);
});

test("who waits is counted, and everything begins anew when nobody does", async () => {
  const turns = new Turns(2);
  const held = later();
  turns.take(true, () => held.promise);
  expect(turns.full).toBe(false);
  turns.take(false, async () => {});
  turns.take(false, async () => {});
  expect(turns.full).toBe(true);
  held.resolve();
  await settle();
  expect(turns.full).toBe(false);
  let ran = false;
  turns.take(false, async () => void (ran = true));
  expect(ran).toBe(true);
});
