import type { Clock } from "../clock.ts";

const TICK_MS = 5_000;
/** Said when the network goes as well: a socket that lost it stays open, and would be believed for half a minute. */
const SIGNS = ["online", "offline", "pageshow"];

/**
 * Calls back when the machine may have been away: the network came or went, the page is looked at again, or the clock
 * jumped, which is how sleep shows where there are no such events. Returns the way to stop.
 */
export function watchForWaking(clock: Clock, woke: () => void): () => void {
  let lastTick = clock.now();
  let cancel: () => void;
  const tick = () => {
    const slept = clock.now() - lastTick > 3 * TICK_MS;
    lastTick = clock.now();
    cancel = clock.after(TICK_MS, tick);
    if (slept) woke();
  };
  cancel = clock.after(TICK_MS, tick);

  const seen = () => globalThis.document?.visibilityState === "visible" && woke();
  // It bubbles. Where there are no such events, there is nothing to listen at either.
  globalThis.addEventListener?.("visibilitychange", seen);
  for (const sign of SIGNS) globalThis.addEventListener?.(sign, woke);
  return () => {
    cancel();
    globalThis.removeEventListener?.("visibilitychange", seen);
    for (const sign of SIGNS) globalThis.removeEventListener?.(sign, woke);
  };
}
