import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { Gate, OwnRedis, RedisNodes, until } from "@parlor/tests";
import { Redis } from "ioredis";
import type { StreamCopy } from "../storage/store.ts";
import { RedisCopies, type RedisCopiesSettings } from "./redis-copies.ts";

setDefaultTimeout(40_000);

let redis: OwnRedis;
beforeAll(async () => {
  redis = await OwnRedis.start();
});
afterAll(async () => {
  await redis[Symbol.asyncDispose]();
});

const copyOf = (head: number, text = "hello"): StreamCopy => ({
  epoch: "e",
  head,
  rows: [{ seq: head, json: JSON.stringify({ seq: head, text }) }],
});
const NOTHING = { copy: undefined, isWanted: false };

/** A server's copies, which waits for a busy machine as long as it takes. */
async function server(settings: Partial<RedisCopiesSettings> = {}): Promise<RedisCopies & Disposable> {
  const copies = new RedisCopies({ url: redis.url, secret: "s", mostBytes: 1_000_000, waitMs: 30_000, ...settings });
  await until(async () => {
    await copies.find("room:ready");
    return (await copies.find("room:ready")).isWanted;
  });
  return Object.assign(copies, { [Symbol.dispose]: () => copies.close() });
}

/** Opens it twice, so that a copy is wanted, and leaves one. */
async function keep(copies: RedisCopies, stream: `room:${string}`, copy: StreamCopy): Promise<void> {
  const { kept } = copies;
  await copies.find(stream);
  copies.keep(stream, copy);
  await until(() => copies.kept > kept);
}

/** Resolves when what was to be left before is there, or is not going to be. */
async function settled(copies: RedisCopies): Promise<void> {
  await new Promise(setImmediate);
  await copies.find("room:settled");
}

test("the first opening finds nothing, the second is to leave a copy, the third finds it, on any server", async () => {
  using one = await server();
  using other = await server();
  expect(await one.find("room:a")).toEqual(NOTHING);
  expect(await other.find("room:a")).toEqual({ copy: undefined, isWanted: true });
  await keep(other, "room:a", copyOf(7));
  expect(await one.find("room:a")).toEqual({ copy: copyOf(7), isWanted: true });
  expect(await one.find("room:b")).toEqual(NOTHING);

  await keep(one, "room:a", copyOf(9));
  expect((await other.find("room:a")).copy).toEqual(copyOf(9));
});

test("whatever is there expires", async () => {
  using copies = await server();
  await keep(copies, "room:passing", copyOf(1));
  await copies.find("room:once");
  const look = new Redis(redis.url);
  for (const room of ["passing", "once"]) {
    const seconds = await look.ttl(`parlor:copy:room:${room}`);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(600);
  }
  look.disconnect();
});

test("bytes that are not ours are no copy, and make room for one", async () => {
  using copies = await server();
  using stranger = await server({ secret: "of another installation" });
  const look = new Redis(redis.url);
  for (const foreign of ["nonsense", '{"epoch":"e","head":1,"count":1}\n{}', "x".repeat(100_000)]) {
    await look.set("parlor:copy:room:foreign", foreign);
    expect(await copies.find("room:foreign")).toEqual({ copy: undefined, isWanted: true });
  }
  await look.del("parlor:copy:room:foreign");
  await look.lpush("parlor:copy:room:foreign", "a list");
  expect(await copies.find("room:foreign")).toEqual(NOTHING);
  look.disconnect();

  await keep(stranger, "room:theirs", copyOf(1));
  expect(await copies.find("room:theirs")).toEqual({ copy: undefined, isWanted: true });
  await keep(copies, "room:theirs", copyOf(2));
  expect((await copies.find("room:theirs")).copy).toEqual(copyOf(2));
});

test("a copy that is too large is not left, and not more than so many bytes while one lasts", async () => {
  // Room for two and a half: what flows out of the bucket while this runs is far from the third.
  using copies = await server({ mostBytes: 2_500_000 });
  copies.keep("room:large", copyOf(1, "x".repeat(1_048_577)));
  for (let count = 0; count < 5; count++) copies.keep(`room:full${count}`, copyOf(1, "x".repeat(1_000_000)));
  await until(() => copies.kept === 2);
  await settled(copies);
  expect((await copies.find("room:large")).copy).toBeUndefined();
  const found = await Promise.all([0, 1, 2, 3, 4].map((count) => copies.find(`room:full${count}`)));
  expect(found.map(({ copy }) => copy !== undefined)).toEqual([true, true, false, false, false]);
});

test("a Redis that is full or may not be written to has no copies", async () => {
  await using full = await OwnRedis.start();
  using copies = await server({ url: full.url });
  await keep(copies, "room:before", copyOf(1));
  const { kept } = copies;
  const look = new Redis(full.url);
  await look.config("SET", "maxmemory", "1");
  expect(await copies.find("room:full")).toEqual(NOTHING);
  copies.keep("room:full", copyOf(1));
  await settled(copies);
  await look.config("SET", "maxmemory", "0");
  await look.replicaof("127.0.0.1", "1");
  expect(await copies.find("room:readonly")).toEqual(NOTHING);
  copies.keep("room:readonly", copyOf(1));
  await settled(copies);
  await look.replicaof("NO", "ONE");
  await keep(copies, "room:again", copyOf(2));
  expect((await copies.find("room:again")).copy).toEqual(copyOf(2));
  expect(copies.kept).toBe(kept + 1);
  look.disconnect();
});

test("a Redis that is gone answers at once that there is nothing; when it is back, empty, all begins anew", async () => {
  await using own = await OwnRedis.start();
  using copies = await server({ url: own.url });
  await keep(copies, "room:a", copyOf(1));
  await own.kill();
  await until(async () => (await copies.find("room:a")).copy === undefined);
  expect(await copies.find("room:a")).toEqual(NOTHING);
  copies.keep("room:a", copyOf(1));
  await own.start();
  await until(async () => (await copies.find("room:a")).isWanted);
  expect(await copies.find("room:a")).toEqual({ copy: undefined, isWanted: true });
  await keep(copies, "room:a", copyOf(2));
  expect((await copies.find("room:a")).copy).toEqual(copyOf(2));
});

test.each(["paused", "cut off without a word"])(
  "with Redis %s one opening waits a moment, the next do not",
  async (how) => {
    await using own = await OwnRedis.start();
    await using gate = await Gate.to(own.port);
    using first = await server({ url: own.url });
    await keep(first, "room:a", copyOf(1));
    // Waits so briefly that the test does not wait either.
    using hasty = await server({ url: `redis://127.0.0.1:${gate.port}`, waitMs: 20 });
    await until(async () => (await hasty.find("room:a")).copy !== undefined);

    if (how === "paused") own.pause();
    else gate.fallSilent();
    expect(await hasty.find("room:a")).toEqual(NOTHING);
    // Not even a turn of the loop: nobody is asked any more.
    let turns = 0;
    const counting = setInterval(() => turns++, 0);
    for (let count = 0; count < 100; count++) expect(await hasty.find("room:a")).toEqual(NOTHING);
    expect(turns).toBe(0);
    clearInterval(counting);

    if (how === "paused") own.resume();
    else gate.mend();
    await until(async () => (await hasty.find("room:a")).copy?.head === 1);
  },
);

test("each room's copy is found in a Redis Cluster, wherever it lies", async () => {
  await using nodes = await RedisNodes.cluster();
  using copies = await server({ url: nodes.url });
  const rooms = Array.from({ length: 12 }, (_, index) => `room:${index}` as const);
  for (const [index, room] of rooms.entries()) await keep(copies, room, copyOf(index + 1));
  const found = await Promise.all(rooms.map((room) => copies.find(room)));
  expect(found.map(({ copy }) => copy)).toEqual(rooms.map((_, index) => copyOf(index + 1)));
});
