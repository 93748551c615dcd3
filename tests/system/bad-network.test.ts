import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { badNetwork } from "../support/bad-network.ts";
import { echoingNetwork } from "../support/echoing-network.ts";
import { liveThrough } from "../support/history.ts";
import { SdkUser } from "../support/sdk-user.ts";
import { newFolder, removeFolder, type Server, startServer } from "../support/server.ts";
import { Traveller } from "../support/traveller.ts";

setDefaultTimeout(120_000);

let server: Server;
let folder: string;

beforeAll(async () => {
  folder = await newFolder();
  // A small window, so that short histories have gaps.
  server = await startServer({ folder, env: { CHAT_CACHE_SIZE: "10" } });
});
afterAll(async () => {
  await server.stop();
  await removeFolder(folder);
});

const SEEDS = 60;
const AT_ONCE = 6;
const groups = Array.from({ length: SEEDS / AT_ONCE }, (_, group) =>
  Array.from({ length: AT_ONCE }, (__, index) => 1 + group * AT_ONCE + index),
);

const traveller = (user: string, room: string, door: string) => new Traveller(user, [room], () => door);
const sdkUser = (user: string, room: string, door: string) => new SdkUser(user, room, door);

/** Runs its seeds at once: most of their time they wait. */
async function eachOf(seeds: readonly number[], live: (seed: number) => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(seeds.map(live));
  for (const [index, end] of ends.entries()) {
    if (end.status === "rejected") throw new Error(`seed ${seeds[index]}`, { cause: end.reason });
  }
}

describe("whatever the network does, in the end everybody holds what the log holds", () => {
  let broken = 0;

  test.each(groups.map((seeds) => [seeds]))(
    "[ORDER-1] [ORDER-2] [ORDER-3] [RESUME-1] [RESUME-2] [ONCE-1] it breaks off, delays and cuts frames (seeds %j)",
    async (seeds) => {
      await eachOf(seeds, async (seed) => {
        const newNetwork = (line: number) => badNetwork(server.door, line);
        broken += await liveThrough({ door: server.door, room: `cut-${seed}`, seed, newNetwork, newPerson: traveller });
      });
    },
  );

  test("it did break", () => expect(broken).toBeGreaterThan(SEEDS));

  test.each(groups.slice(0, 4).map((seeds) => [seeds]))(
    "[ONCE-1] [ONCE-4] it says again what was said, at once or later (seeds %j)",
    async (seeds) => {
      await eachOf(seeds, async (seed) => {
        const newNetwork = (line: number) => echoingNetwork(server.door, line);
        await liveThrough({ door: server.door, room: `echo-${seed}`, seed, newNetwork, newPerson: traveller });
      });
    },
  );

  test.each(groups.slice(0, 5).map((seeds) => [seeds]))(
    "[RESUME-1] [RESUME-2] [ONCE-1] [ORDER-3] the same for the SDK, on a network that breaks (seeds %j)",
    async (seeds) => {
      await eachOf(seeds, async (seed) => {
        const newNetwork = (line: number) => badNetwork(server.door, line);
        await liveThrough({ door: server.door, room: `sdk-${seed}`, seed, newNetwork, newPerson: sdkUser });
      });
    },
  );

  test.each(groups.slice(5, 8).map((seeds) => [seeds]))(
    "[ONCE-1] [ONCE-4] and on a network that repeats (seeds %j)",
    async (seeds) => {
      await eachOf(seeds, async (seed) => {
        const newNetwork = (line: number) => echoingNetwork(server.door, line);
        await liveThrough({ door: server.door, room: `sdk-echo-${seed}`, seed, newNetwork, newPerson: sdkUser });
      });
    },
  );
});
