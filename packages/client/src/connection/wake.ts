import type { Clock } from "../clock.ts";

const TICK_MS = 5_000;

/**
 * Calls back when the machine may have been away: the network returned, the page is looked at again, or the clock
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

  const page = typeof document === "undefined" ? undefined : document;
  const seen = () => page?.visibilityState === "visible" && woke();
  page?.addEventListener?.("visibilitychange", seen);
  globalThis.addEventListener?.("online", woke);
  globalThis.addEventListener?.("pageshow", woke);
  return () => {
    cancel();
    page?.removeEventListener?.("visibilitychange", seen);
    globalThis.removeEventListener?.("online", woke);
    globalThis.removeEventListener?.("pageshow", woke);
  };
}
