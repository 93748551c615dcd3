import { beforeEach, expect, test } from "bun:test";
import type { Viewer } from "../fan-out/hub.ts";
import { HandClock } from "../testing/hand-clock.ts";
import { Typists } from "./typists.ts";

let clock: HandClock;
let told: string[];
let typists: Typists;
const viewer = {} as Viewer;
const ana = { id: "ana", name: "Ana" };

beforeEach(() => {
  clock = new HandClock();
  told = [];
  typists = new Typists({
    expiresMs: 3_000,
    tell: ({ stream, user, on }, except) =>
      told.push(`${stream} ${user} ${on} ${except === viewer ? "not to the typist" : ""}`.trim()),
    share: () => undefined,
    later: clock.later,
  });
});

test("[DEVICES-5] typing is told once, lasts while it is repeated, and ends by itself", () => {
  for (let count = 0; count < 5; count++) {
    typists.typing("room:r", ana, viewer);
    clock.pass(2_000);
  }
  expect(told).toEqual(["room:r ana true not to the typist"]);
  clock.pass(999);
  expect(told.length).toBe(1);
  clock.pass(1);
  expect(told.slice(1)).toEqual(["room:r ana false not to the typist"]);
  expect(clock.waiting).toBe(0);
});

test("[DEVICES-5] a new start after a stop is not ended by the timer of the old one", () => {
  typists.typing("room:r", ana, viewer);
  clock.pass(2_900);
  typists.stopped("room:r", "ana");
  typists.typing("room:r", ana, viewer);
  clock.pass(200);
  expect(told.length).toBe(3);
  clock.pass(2_800);
  expect(told.length).toBe(4);
});

test("who does not type cannot stop, and rooms know nothing of each other", () => {
  typists.stopped("room:r", "ana");
  typists.typing("room:r", ana, viewer);
  typists.stopped("room:s", "ana");
  expect(told).toEqual(["room:r ana true not to the typist"]);
});
