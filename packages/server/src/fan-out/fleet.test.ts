import { afterAll, beforeAll, expect, test } from "bun:test";
import { OwnRedis, until } from "@parlor/tests";
import { guestPerson } from "../identity/person.ts";
import { LobbyVisitors } from "../lobby/lobby-visitors.ts";
import { PresenceKeeper } from "../presence/presence.ts";
import { Whereabouts } from "../presence/whereabouts.ts";
import { HandClock } from "../testing/hand-clock.ts";
import { FLEET } from "./bus.ts";
import { Fleet } from "./fleet.ts";
import { RedisBus } from "./redis-bus.ts";
import { Sight } from "./sight.ts";

const BEAT_MS = 1_000;

let redis: OwnRedis;
beforeAll(async () => {
  redis = await OwnRedis.start();
});
afterAll(() => redis[Symbol.asyncDispose]());

const nothing = (): void => undefined;

/** One server's part in the fleet, which beats when its clock is moved on, and what it heard besides introductions. */
async function serving(server: string) {
  const clock = new HandClock();
  const now = () => clock.now;
  const { later } = clock;
  const whereabouts = new Whereabouts(now);
  const presence = new PresenceKeeper({
    graceMs: 0,
    coalesceMs: 0,
    tell: nothing,
    moved: nothing,
    share: nothing,
    later,
  });
  const bus = await RedisBus.open({ url: redis.url, server, report: nothing });
  const fleet = new Fleet({
    bus,
    rollCall: undefined,
    sight: new Sight(now, BEAT_MS),
    report: nothing,
    whereabouts,
    presence,
    signedOut: nothing,
    lobbyRoom: nothing,
    visited: nothing,
    visitors: new LobbyVisitors(),
    kindsChanged: nothing,
    spokeAgain: nothing,
    later,
    beatMs: BEAT_MS,
  });
  const activeHeard: (readonly string[])[] = [];
  let words = 0;
  bus.listen({
    hear(channel, from, text) {
      if (channel !== FLEET) return;
      const { active = [], ...rest } = JSON.parse(text) as { readonly active?: readonly string[] };
      if (!("who" in rest) && !("all" in rest)) words++;
      if (active.length > 0) activeHeard.push(active);
      fleet.hear(from, text);
    },
    wentAway: nothing,
    cameBack: nothing,
  });
  fleet.start();
  await until(() => !bus.isAway);
  const stop = async () => {
    fleet.stop();
    await bus.close();
  };
  return { clock, fleet, whereabouts, activeHeard, words: () => words, stop };
}

test("who begins to do something is told of at once, and who goes on with it once a beat, however much they do", async () => {
  const [here, there] = await Promise.all([serving("here"), serving("there")]);
  here.clock.pass(500);
  here.whereabouts.isActive("ana");
  here.clock.pass(200);
  await until(() => there.activeHeard.length === 1);

  const before = there.words();
  for (let count = 0; count < 250; count++) {
    here.whereabouts.isActive("ana");
    here.clock.pass(10);
  }
  // At 1000, 2000 and 3000; of what was done in the last 200 ms nobody has heard yet.
  await until(() => there.words() === before + 3);
  expect(there.activeHeard.slice(1)).toEqual([["ana"], ["ana"], ["ana"]]);

  // After a beat without her, and another one, she begins anew.
  here.clock.pass(1_900);
  await until(() => there.activeHeard.length === 5);
  here.whereabouts.isActive("ana");
  here.clock.pass(200);
  await until(() => there.activeHeard.length === 6);
  await Promise.all([here.stop(), there.stop()]);
});

test("[SESSION-4] who did something on another server counts as active until that one would say so again", async () => {
  const [here, there] = await Promise.all([serving("here"), serving("there")]);
  here.whereabouts.isActive("ana");
  here.clock.pass(200);
  await until(() => there.whereabouts.lastActive("ana") !== undefined);
  expect(there.whereabouts.lastActive("ana")).toBe(BEAT_MS);
  expect(here.whereabouts.lastActive("ana")).toBe(0);
  await Promise.all([here.stop(), there.stop()]);
});

test("a server that said goodbye counts no more, though its people keep their place for a while", async () => {
  const [here, there] = await Promise.all([serving("here"), serving("there")]);
  there.whereabouts.came(guestPerson({ id: "ana", name: "Ana" }));
  there.clock.pass(BEAT_MS);
  await until(() => here.fleet.size === 1 && here.whereabouts.isHere("ana"));
  there.fleet.sayGoodbye();
  await until(() => here.fleet.size === 0);
  expect(here.whereabouts.isHere("ana")).toBe(true);

  here.clock.pass(8_000);
  expect([here.fleet.size, here.whereabouts.isHere("ana")]).toEqual([0, false]);
  await Promise.all([here.stop(), there.stop()]);
});
