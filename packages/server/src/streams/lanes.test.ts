import { expect, test } from "bun:test";
import { Lanes } from "./lanes.ts";

const later = () => Promise.withResolvers<void>();

test("[ORDER-3] what is ready sooner does not overtake what was there first", async () => {
  const lanes = new Lanes();
  const wents: string[] = [];
  const slow = later();
  const pass = (name: string, ready: Promise<void>) =>
    lanes.pass(
      "room:a",
      "ana",
      () => ready,
      () => wents.push(name),
    );

  const all = [pass("first", slow.promise), pass("second", Promise.resolve()), pass("third", Promise.resolve())];
  await Promise.resolve();
  expect(lanes.isHeldUp("room:a", "ana")).toBe(true);
  expect(wents).toEqual([]);

  slow.resolve();
  await Promise.all(all);
  expect(wents).toEqual(["first", "second", "third"]);
  expect(lanes.isHeldUp("room:a", "ana")).toBe(false);
});

test("other people and other streams do not wait", async () => {
  const lanes = new Lanes();
  const slow = later();
  const held = lanes.pass(
    "room:a",
    "ana",
    () => slow.promise,
    () => "slow",
  );

  expect(lanes.isHeldUp("room:a", "ben")).toBe(false);
  expect(
    await lanes.pass(
      "room:b",
      "ana",
      async () => {},
      () => "quick",
    ),
  ).toBe("quick");
  slow.resolve();
  expect(await held).toBe("slow");
});

test("who cannot be made ready holds up nobody for good, and lets nobody overtake", async () => {
  const lanes = new Lanes();
  const wents: string[] = [];
  const slow = later();
  const first = lanes.pass(
    "room:a",
    "ana",
    () => slow.promise,
    () => wents.push("first"),
  );
  const failing = lanes.pass(
    "room:a",
    "ana",
    () => Promise.reject(new Error("the store is away")),
    () => wents.push("never"),
  );
  const third = lanes.pass(
    "room:a",
    "ana",
    async () => {},
    () => wents.push("third"),
  );
  const failed = failing.catch((error: Error) => error.message);

  slow.resolve();
  expect(await failed).toBe("the store is away");
  await Promise.all([first, third]);
  expect(wents).toEqual(["first", "third"]);
  expect(lanes.isHeldUp("room:a", "ana")).toBe(false);
});
