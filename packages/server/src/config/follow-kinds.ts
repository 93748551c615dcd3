import type { Bus } from "../fan-out/bus.ts";
import type { Kinds } from "./kinds.ts";

const EVERY_MS = 2_000;
/** While others are heard they tell what they change, so this finds only what was lost on the way. */
const HEARD_EVERY = 7;

/** What another server changed is known here soon after. Returns the way to stop. */
export function followKinds(
  kinds: Pick<Kinds, "refresh">,
  bus: Pick<Bus, "isAway">,
  report: (error: unknown) => void,
): () => void {
  let rounds = 0;
  const timer = setInterval(() => {
    if (++rounds % HEARD_EVERY > 0 && !bus.isAway) return;
    kinds.refresh().catch(report);
  }, EVERY_MS);
  return () => clearInterval(timer);
}
