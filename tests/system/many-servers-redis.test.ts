import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { Chatter, newKey } from "../support/chatter.ts";
import { Crowd } from "../support/crowd.ts";
import { OwnFleet } from "../support/fleet.ts";
import { isTold } from "../support/hears.ts";
import { metricOf } from "../support/metrics.ts";
import { RedisNodes } from "../support/redis-nodes.ts";
import { until } from "../support/until.ts";

setDefaultTimeout(60_000);

// What is here beside `redis-bus.test.ts`: servers as they are, with all that they say to each other.

let fleet: OwnFleet;
beforeAll(async () => {
  fleet = await OwnFleet.start();
}, 60_000);
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
}, 60_000);

const serversOver = (nodes: RedisNodes) =>
  Promise.all([fleet.server({ REDIS_URL: nodes.url }), fleet.server({ REDIS_URL: nodes.url })] as const);

test("over a Redis Cluster servers are one: what is said, who is there and who types is known at once", async () => {
  await using nodes = await RedisNodes.cluster();
  const [one, other] = await serversOver(nodes);
  const [ana, ben] = await Promise.all([Chatter.as(one.door, "ana"), Chatter.as(other.door, "ben")]);
  // Enough to be spread over all nodes. Who is there and who types is in no store: it comes by the bus alone.
  for (const room of ["cluster-1", "cluster-2", "cluster-3", "cluster-4", "cluster-5", "cluster-6"]) {
    await ana.ask("create_room", { key: newKey(), room, kind: "community" });
    await ben.ask("open_room", { room });
    await ana.ask("open_room", { room });
    await isTold(
      ben,
      "presence",
      ({ stream, here }) => stream === `room:${room}` && !!here?.some(({ id }) => id === "ana"),
    );
    ana.raw(JSON.stringify({ type: "typing", payload: { room } }));
    await ben.find("signal", ({ payload }) => payload.kind === "typing" && payload.stream === `room:${room}`);
    const { seq } = await ana.ask("send_message", { room, key: newKey(), text: "hello" });
    await ben.until(() => ben.events(`room:${room}`).some((event) => event.seq === seq));
  }
  await Promise.all([ana.leave(), ben.leave()]);
  await Promise.all([one, other].map((server) => fleet.stop(server)));
});

test("[DEGRADE-2] when Redis's primary dies nothing is lost, and servers hear each other over the one that a sentinel puts in its place", async () => {
  await using nodes = await RedisNodes.sentinel();
  const [one, other] = await serversOver(nodes);
  const crowd = await Crowd.gather("sentinel", [() => one.door, () => other.door]);
  await crowd.hearsEachOther();
  await nodes.killFirst();
  await until(async () => (await metricOf(one, "parlor_bus_away")) === 1);
  await crowd.hearsEachOther();
  for (const server of [one, other]) await until(async () => (await metricOf(server, "parlor_bus_away")) === 0);
  const told = await metricOf(other, "parlor_events_told_total");
  await crowd.hearsEachOther();
  await until(async () => (await metricOf(other, "parlor_events_told_total")) > told);
  expect(await crowd.faults(one.door)).toEqual([]);
  expect(crowd.refused).toBe(0);
  await Promise.all([one, other].map((server) => fleet.stop(server)));
});
