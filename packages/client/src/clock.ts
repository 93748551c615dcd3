/** Time, as an argument: what the edge of the SDK knows of it. */
export interface Clock {
  readonly now: () => number;
  /** Acts once, later. Returns the way to call it off. */
  readonly after: (delayMs: number, act: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, act) {
    const timer = setTimeout(act, delayMs);
    return () => clearTimeout(timer);
  },
};
