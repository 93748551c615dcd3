import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { badNetwork } from "../support/bad-network.ts";
import { echoingNetwork } from "../support/echoing-network.ts";
import { FileServer } from "../support/file-server.ts";
import { type HistorySettings, liveThrough } from "../support/history.ts";
import { SdkUser } from "../support/sdk-user.ts";
import { Traveller } from "../support/traveller.ts";

setDefaultTimeout(120_000);

// A small window, so that short histories have gaps.
const server = FileServer.forThisFile({ env: { CHAT_CACHE_SIZE: "10" } });

/** Lived through at once: most of their time they wait. */
const groups = (count: number, from: number): number[][] =>
  Array.from({ length: count }, (_, group) => Array.from({ length: 6 }, (__, index) => from + group * 6 + index));

const withPlainSocket = (user: string, room: string, door: string) => new Traveller(user, [room], () => door);
const withSdk = (user: string, room: string, door: string) => new SdkUser(user, room, door);

let broken = 0;

async function live(seeds: readonly number[], parts: Pick<HistorySettings, "newNetwork" | "newPerson">): Promise<void> {
  const door = async () => server.door;
  const ends = await Promise.all(
    seeds.map(async (seed) => ({ seed, ...(await liveThrough({ door, room: `room-${seed}`, seed, ...parts })) })),
  );
  expect(ends.flatMap(({ seed, faults }) => faults.map((fault) => `seed ${seed}: ${fault}`))).toEqual([]);
  broken += ends.reduce((sum, end) => sum + end.broken, 0);
}

describe("whatever the network does, in the end everybody holds what the log holds", () => {
  test.each(groups(10, 1).map((seeds) => [seeds]))(
    "[ORDER-1] [ORDER-2] [ORDER-3] [RESUME-1] [RESUME-2] [ONCE-1] it breaks off, delays and cuts frames (seeds %j)",
    (seeds) => live(seeds, { newNetwork: badNetwork, newPerson: withPlainSocket }),
  );

  test("it did break", () => expect(broken).toBeGreaterThan(60));

  test.each(groups(4, 101).map((seeds) => [seeds]))(
    "[ONCE-1] [ONCE-4] it says again what was said, at once or later (seeds %j)",
    (seeds) => live(seeds, { newNetwork: echoingNetwork, newPerson: withPlainSocket }),
  );

  test.each(groups(5, 201).map((seeds) => [seeds]))(
    "[RESUME-1] [RESUME-2] [ONCE-1] [ORDER-3] the same for the SDK, where it breaks (seeds %j)",
    (seeds) => live(seeds, { newNetwork: badNetwork, newPerson: withSdk }),
  );

  test.each(groups(3, 301).map((seeds) => [seeds]))("[ONCE-1] [ONCE-4] and where it repeats (seeds %j)", (seeds) =>
    live(seeds, { newNetwork: echoingNetwork, newPerson: withSdk }),
  );
});
