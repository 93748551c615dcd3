import { expect, setDefaultTimeout, test } from "bun:test";
import { OwnRedis, RedisNodes } from "@parlor/tests";
import { RedisBus } from "./redis-bus.ts";

setDefaultTimeout(40_000);

/** A server's bus, and all it ever heard. */
async function listening(url: string, server: string) {
  const bus = await RedisBus.open({ url, server, report: () => undefined });
  const heard: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  let cameBack = 0;
  bus.listen({
    hear: (channel, from, words) => {
      heard.push(`${from} in ${channel}: ${words}`);
      wake();
    },
    wentAway: wake,
    cameBack: () => {
      cameBack++;
      wake();
    },
  });
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { bus, heard, until, cameBack: () => cameBack };
}

/** Enough to be spread over all parts of a cluster. */
const ROOMS = Array.from({ length: 60 }, (_, index) => `room:${index}`);

async function talk(url: string, use?: (one: Listening, other: Listening) => Promise<void>): Promise<void> {
  const [one, other] = await Promise.all([listening(url, "one"), listening(url, "other")]);
  try {
    await Promise.all([one, other].map(({ bus, until }) => until(() => !bus.isAway)));
    await Promise.all(ROOMS.map((room) => other.bus.follow(room)));
    for (const room of ROOMS) one.bus.say(room, "hello");
    await other.until(() => other.heard.length >= ROOMS.length);
    expect(other.heard.toSorted()).toEqual(ROOMS.map((room) => `one in ${room}: hello`).toSorted());
    expect(one.heard).toEqual([]);
    expect(one.bus.lagMs).toBeGreaterThan(0);

    await use?.(one, other);
  } finally {
    await Promise.all([one.bus.close(), other.bus.close()]);
  }
}
type Listening = Awaited<ReturnType<typeof listening>>;

test("servers hear each other over one Redis, and only where they listen", async () => {
  await using redis = await OwnRedis.start();
  await talk(redis.url, async (one, other) => {
    one.bus.say("room:unheard", "psst");
    one.bus.say("room:2", "last");
    await other.until(() => other.heard.at(-1) === "one in room:2: last");
    expect(other.heard).toHaveLength(ROOMS.length + 1);
    // A server without clients says goodbye and closes in the same breath.
    one.bus.say("room:3", "goodbye");
    await one.bus.close();
    await other.until(() => other.heard.at(-1) === "one in room:3: goodbye");
  });
});

test("servers hear each other over a Redis Cluster, whichever node a room's words pass", async () => {
  await using nodes = await RedisNodes.cluster();
  await talk(nodes.url);
});

test("when Redis's primary dies and a sentinel puts another in its place, servers hear each other again", async () => {
  await using nodes = await RedisNodes.sentinel();
  await talk(nodes.url, async (one, other) => {
    const before = [one.cameBack(), other.cameBack()];
    await nodes.killFirst();
    await Promise.all([one.until(() => one.cameBack() > before[0]!), other.until(() => other.cameBack() > before[1]!)]);
    one.bus.say("room:3", "over the new one");
    await other.until(() => other.heard.at(-1) === "one in room:3: over the new one");
  });
});
