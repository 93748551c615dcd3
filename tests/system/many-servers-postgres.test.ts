import { afterAll, beforeAll, expect, test } from "bun:test";
import { Chatter } from "../support/chatter.ts";
import { Crowd } from "../support/crowd.ts";
import { OwnFleet } from "../support/fleet.ts";
import { Gate } from "../support/gate.ts";
import type { Server } from "../support/server.ts";
import { SmallDisk } from "../support/small-disk.ts";

const CONNECTIONS = 24;
/** The releases from npm come without pg_basebackup: only scripts/postgres-versions.ts says so. */
const HAS_STANDBYS = process.env["POSTGRES_WITHOUT_STANDBY"] !== "on";

let fleet: OwnFleet;
let gate: Gate;
let one: Server;
/** Comes to Postgres through the gate. */
let other: Server;
beforeAll(async () => {
  fleet = await OwnFleet.start({ durable: true, settings: [`max_connections=${CONNECTIONS}`] });
  gate = await Gate.to(fleet.postgres.port);
  [one, other] = await Promise.all([fleet.server(), fleet.server({ DATABASE_URL: fleet.databaseBy(gate) })]);
}, 60_000);
afterAll(async () => {
  await gate[Symbol.asyncDispose]();
  await fleet[Symbol.asyncDispose]();
}, 60_000);

const both = () => [() => one.door, () => other.door, () => one.door, () => other.door];

test("with a Postgres that answers a tenth of a second later, nothing is refused", async () => {
  const crowd = await Crowd.gather("slow", both());
  await crowd.says(20);
  gate.slowDown(100);
  await crowd.says(40);
  await crowd.hearsEachOther();
  gate.slowDown(0);
  await crowd.says(20);
  expect(await crowd.faults(one.door)).toEqual([]);
  expect(crowd.refused).toBe(0);
}, 60_000);

test("[DEGRADE-1] with Postgres cut off from one server only, that one refuses and the other goes on", async () => {
  const crowd = await Crowd.gather("cut", both());
  const asker = await Chatter.as(other.door, "asker");
  await crowd.says(20);
  gate.cut();
  expect((await asker.refused("open_room", { room: "never opened" })).code).toBe("server_error");
  await crowd.isRefused();
  await crowd.says(20);
  gate.mend();
  await crowd.hearsEachOther();
  expect(await crowd.faults(other.door)).toEqual([]);
  await asker.leave();
}, 60_000);

test("[DEGRADE-1] with Postgres out of connections nothing is lost, and service comes back by itself", async () => {
  const crowd = await Crowd.gather("crowded", both());
  await crowd.says(20);
  const giveBack = await fleet.postgres.crowdOut();
  const asker = await Chatter.as(one.door, "asker");
  expect((await asker.refused("open_room", { room: "never opened" })).code).toBe("server_error");
  await crowd.isRefused();
  await giveBack();
  await crowd.says(20);
  await crowd.hearsEachOther();
  expect(await crowd.faults(one.door)).toEqual([]);
  await asker.leave();
}, 60_000);

test.if(HAS_STANDBYS)(
  "[DURABLE-1] with Postgres failing over to another address nothing is lost, and service comes back by itself",
  async () => {
    const standby = await fleet.postgres.standby();
    const way = await Gate.to(fleet.postgres.port);
    const env = { DATABASE_URL: fleet.databaseBy(way) };
    const servers = await Promise.all([fleet.server(env), fleet.server(env)]);
    const doors = [0, 1, 0, 1].map((index) => () => servers[index]!.door);
    const crowd = await Crowd.gather("failover", doors);
    await crowd.says(20);
    await fleet.postgres.kill();
    const asker = await Chatter.as(servers[0].door, "asker");
    expect((await asker.refused("open_room", { room: "never opened" })).code).toBe("server_error");
    // Too early: nothing can be stored there yet.
    way.leadTo(standby.port);
    await crowd.isRefused();
    await standby.promote();
    await crowd.says(20);
    await crowd.hearsEachOther();
    expect(crowd.refused).toBeGreaterThan(0);
    expect(await crowd.faults(servers[1].door)).toEqual([]);
    expect(servers[1].log()).toContain("is it up, does it take connections");
    await asker.leave();
    await Promise.all(servers.map((server) => fleet.stop(server)));
    await way[Symbol.asyncDispose]();
    await standby[Symbol.asyncDispose]();
    await fleet.postgres.start();
  },
  60_000,
);

test.if(SmallDisk.isPossible)(
  "[DEGRADE-1] with the disk of Postgres full nothing is confirmed, and nothing that was is lost",
  async () => {
    const disk = new SmallDisk(80);
    const small = await OwnFleet.start({ durable: true, disk, settings: ["max_wal_size=4MB", "min_wal_size=2MB"] });
    const servers = await Promise.all([small.server(), small.server()]);
    const doors = [0, 1, 0, 1].map((index) => () => servers[index]!.door);
    const crowd = await Crowd.gather("full", doors);
    await crowd.says(20);
    disk.fill();
    await crowd.isRefused();
    disk.free();
    // On a full disk it gives up itself, as it should.
    if (small.postgres.hasEnded) await small.postgres.start();
    await crowd.says(20);
    await crowd.hearsEachOther();
    expect(await crowd.faults(servers[1].door)).toEqual([]);
    await small[Symbol.asyncDispose]();
  },
  60_000,
);
