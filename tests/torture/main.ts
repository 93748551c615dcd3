// Many short histories over bad networks, on servers that are killed in the middle; then whatever may happen to a fleet
// (alone with --fleet, left out with --short). Ends with a proof, or with what is wrong.

import { parseArgs } from "node:util";
import { badNetwork } from "../support/bad-network.ts";
import { chanceOf } from "../support/chance.ts";
import { echoingNetwork } from "../support/echoing-network.ts";
import { type HistoryEnd, liveThrough } from "../support/history.ts";
import { MortalServer } from "../support/mortal-server.ts";
import { SdkUser } from "../support/sdk-user.ts";
import { Traveller } from "../support/traveller.ts";
import { tormentFleets } from "./torment-fleets.ts";

const { values } = parseArgs({
  options: {
    fleet: { type: "boolean", default: false },
    short: { type: "boolean", default: false },
    seed: { type: "string" },
    minutes: { type: "string", default: "5" },
  },
});
if (values.fleet) process.exit(await tormentFleets());
const seed = Number(values.seed ?? (values.short ? 2 : Math.floor(Math.random() * 1_000_000)));
const forMs = values.short ? 25_000 : Number(values.minutes) * 60_000;
const AT_ONCE = 6;
/** A history that has not come to its end by then never will. */
const PATIENCE_MS = 90_000;

const chance = chanceOf(seed);
const endsAt = Date.now() + forMs;
const mortal = await MortalServer.start({ CHAT_CACHE_SIZE: "10", LOG_LEVEL: "error" });
const ends: HistoryEnd[] = [];
const deaths = { kill: 0, stop: 0 };
let histories = 0;

console.log(`Torture with seed ${seed} for ${Math.round(forMs / 1000)} s.`);
const dying = letServersDie();
await Promise.all(Array.from({ length: AT_ONCE }, liveOn));
await dying;
await mortal.end();
const failed = prove();
process.exit(values.short ? failed : Math.max(failed, await tormentFleets()));

/** One history after another, until the time is over. */
async function liveOn(): Promise<void> {
  while (Date.now() < endsAt) {
    const history = seed * 10_000 + ++histories;
    const end = await Promise.race([
      liveThrough({
        door: () => mortal.door(),
        room: `torture-${history}`,
        seed: history,
        newNetwork: history % 4 === 0 ? echoingNetwork : badNetwork,
        newPerson: (user, room, door) =>
          history % 3 === 0 ? new SdkUser(user, room, door) : new Traveller(user, [room], () => door),
      }),
      gaveUp(),
    ]);
    ends.push({ ...end, faults: end.faults.map((fault) => `history ${history}: ${fault}`) });
  }
}

async function gaveUp(): Promise<HistoryEnd> {
  await after(PATIENCE_MS);
  return { faults: ["it came to no end"], broken: 0, messages: 0, events: 0 };
}

/** Most are killed without a word, some are stopped in order. */
async function letServersDie(): Promise<void> {
  while (Date.now() < endsAt) {
    await after(300 + chance.below(1_500));
    const how = chance.oneIn(5) ? "stop" : "kill";
    await mortal.killAndRestart(how);
    deaths[how]++;
  }
}

function prove(): number {
  const sum = (count: (end: HistoryEnd) => number) => ends.reduce((total, end) => total + count(end), 0);
  const faults = ends.flatMap((end) => end.faults);
  console.log(
    `${ends.length} histories with ${sum(({ messages }) => messages)} messages and ${sum(({ events }) => events)} events; ` +
      `${deaths.kill} servers killed, ${deaths.stop} stopped, ${sum(({ broken }) => broken)} connections broken.`,
  );
  for (const fault of faults) console.log(`WRONG: ${fault}`);
  const survived = faults.length === 0 && ends.length > 0 && deaths.kill > 0;
  console.log(
    survived
      ? "Proof: every log is dense; each confirmed message is in it once, and in the order in which it was said; and what each client holds adds up to what the log adds up to."
      : `Not proven. Again with: npm run torture -- --seed ${seed}`,
  );
  return survived ? 0 : 1;
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
