import { afterAll, beforeAll, expect, test } from "bun:test";
import { Chatter } from "../support/chatter.ts";
import { Crowd } from "../support/crowd.ts";
import { OwnFleet } from "../support/fleet.ts";
import { Gate } from "../support/gate.ts";
import type { Server } from "../support/server.ts";

let fleet: OwnFleet;
let one: Server;
let other: Server;
beforeAll(async () => {
  fleet = await OwnFleet.start({ durable: true });
  [one, other] = await Promise.all([fleet.server(), fleet.server()]);
}, 60_000);
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
}, 60_000);

const both = () => [() => one.door, () => other.door, () => one.door, () => other.door];

test("[DEGRADE-2] with Redis killed, what is said still reaches the other server; back and empty, nothing was lost", async () => {
  const crowd = await Crowd.gather("redis-killed", both());
  await crowd.hearsEachOther();
  await fleet.redis.kill();
  await crowd.says(20);
  await crowd.hearsEachOther();
  await fleet.redis.start();
  await crowd.says(20);
  await crowd.hearsEachOther();
  expect(await crowd.faults(one.door)).toEqual([]);
}, 60_000);

test("[DEGRADE-2] with Redis paused, the same", async () => {
  const crowd = await Crowd.gather("redis-paused", both());
  await crowd.hearsEachOther();
  fleet.redis.pause();
  await crowd.says(20);
  await crowd.hearsEachOther();
  fleet.redis.resume();
  await crowd.says(20);
  await crowd.hearsEachOther();
  expect(await crowd.faults(other.door)).toEqual([]);
}, 60_000);

test("[DEGRADE-2] with Redis out of reach for one server only, whether it hears of that or not, both still hear each other", async () => {
  const gate = await Gate.to(fleet.redis.port);
  const apart = await fleet.server({ REDIS_URL: `redis://127.0.0.1:${gate.port}` });
  const crowd = await Crowd.gather("redis-cut", [() => one.door, () => apart.door]);
  await crowd.hearsEachOther();
  for (const lose of [() => gate.cut(), () => gate.fallSilent()]) {
    lose();
    await crowd.says(10);
    await crowd.hearsEachOther();
    gate.mend();
    await crowd.says(10);
    await crowd.hearsEachOther();
  }
  expect(await crowd.faults(one.door)).toEqual([]);
  expect(crowd.refused).toBe(0);
  await fleet.stop(apart);
  await gate[Symbol.asyncDispose]();
}, 60_000);

test("[DEGRADE-1] [DURABLE-1] with Postgres killed nothing is confirmed, and nothing that was is lost", async () => {
  const crowd = await Crowd.gather("postgres-killed", both());
  await crowd.says(20);
  const asker = await Chatter.as(one.door, "asker");
  await fleet.postgres.kill();
  expect((await asker.refused("open_room", { room: "never opened" })).code).toBe("server_error");
  await fleet.postgres.start();
  await crowd.says(20);
  await crowd.hearsEachOther();
  expect(await crowd.faults(other.door)).toEqual([]);
  await asker.leave();
}, 60_000);

test("[DEGRADE-1] a silent Postgres refuses what waits for it, and goes on when it speaks", async () => {
  const crowd = await Crowd.gather("postgres-paused", both());
  await crowd.says(20);
  const asker = await Chatter.as(one.door, "asker");
  fleet.postgres.pause();
  expect((await asker.refused("open_room", { room: "never opened" })).code).toBe("server_error");
  fleet.postgres.resume();
  await crowd.says(20);
  await crowd.hearsEachOther();
  expect(await crowd.faults(one.door)).toEqual([]);
  await asker.leave();
}, 90_000);

test("[DEGRADE-3] servers are restarted one after another, and nobody loses, doubles or reorders anything", async () => {
  const fleetNow = [await fleet.server(), await fleet.server()];
  const crowd = await Crowd.gather(
    "rolling",
    [0, 1, 0, 1].map((index) => () => fleetNow[index]!.door),
  );
  const watching = await Chatter.as(fleetNow[0]!.door, "watching");
  for (const index of [0, 1]) {
    await crowd.says(20);
    const leaving = fleetNow[index]!;
    fleetNow[index] = fleetNow[1 - index]!;
    await fleet.stop(leaving);
    if (index === 0) expect((await watching.closed).code).toBe(4000);
    fleetNow[index] = await fleet.server();
  }
  await crowd.says(20);
  await crowd.hearsEachOther();
  expect(await crowd.faults(fleetNow[0]!.door)).toEqual([]);
  expect(crowd.longestWaitMs).toBeLessThan(3_000);
  await Promise.all(fleetNow.map((server) => fleet.stop(server)));
}, 60_000);
