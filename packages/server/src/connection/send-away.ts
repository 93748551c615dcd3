import type { Viewer } from "../fan-out/hub.ts";

/** However many there are: nobody who serves them next gets more than this many milliseconds' worth at once. */
const WITHIN_MS = 3_000;
const STEP_MS = 20;
/** As many as another server takes in without noticing. */
const AT_ONCE = 20;

/** Asks everybody to come back elsewhere, spread so that they do not all arrive there at once. */
export async function sendAway(viewers: readonly Pick<Viewer, "hangUp">[]): Promise<void> {
  const atOnce = Math.max(AT_ONCE, Math.ceil(viewers.length / (WITHIN_MS / STEP_MS)));
  for (let at = 0; at < viewers.length; at += atOnce) {
    if (at > 0) await Bun.sleep(STEP_MS);
    for (const viewer of viewers.slice(at, at + atOnce)) {
      viewer.hangUp("restarting", "This server is going. Come back at once.");
    }
  }
}
