import { withScene } from "./scene.ts";
import { type Trouble, TROUBLES } from "./troubles.ts";

/** A trouble that has not come to its end by then never will. */
const PATIENCE_MS = 180_000;

/** One trouble after another, each on a fleet of its own, judged by the log and by what every client holds. */
export async function tormentFleets(): Promise<number> {
  let wrong = 0;
  for (const trouble of TROUBLES) {
    if (trouble.isPossible === false) {
      console.log(`Not possible on this machine: ${trouble.name}.`);
      continue;
    }
    const faults: string[] = [];
    await Promise.race([befall(trouble, faults), givesUp()]).catch((error: unknown) => faults.push(String(error)));
    for (const fault of faults) console.log(`WRONG: ${trouble.name}: ${fault}`);
    wrong += faults.length;
  }
  console.log(
    wrong === 0
      ? "Proof: whatever happened to the fleets, each confirmed message is in its log once, in one order without holes; each client holds what the log adds up to; and service came back by itself."
      : `Not proven: ${wrong} wrong.`,
  );
  return wrong === 0 ? 0 : 1;
}

async function befall({ name, settings = {}, isUnnoticed = false, happen }: Trouble, faults: string[]): Promise<void> {
  await withScene(settings, async (scene) => {
    const { crowd, one } = scene;
    await crowd.says(20);
    await happen(scene);
    const overAt = performance.now();
    await crowd.eachSays();
    const backMs = Math.round(performance.now() - overAt);
    await crowd.says(20);
    await crowd.hearsEachOther();
    faults.push(...(await crowd.faults(one.door)));
    const { confirmed, refused, longestWaitMs } = crowd;
    if (isUnnoticed && refused > 0) faults.push(`${refused} were told to come back later`);
    const told = `${confirmed} messages confirmed, ${refused} times told to come back later`;
    console.log(`${name}: ${told}, ${Math.round(longestWaitMs)} ms waited at most, all served ${backMs} ms after it.`);
  });
}

async function givesUp(): Promise<never> {
  await Bun.sleep(PATIENCE_MS);
  throw new Error("it came to no end");
}
