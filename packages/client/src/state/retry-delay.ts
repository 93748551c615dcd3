const LONGEST_DELAY_MS = 30_000;

/** Full jitter: after a restart, ten thousand clients must not return in the same second. */
export function retryDelayMs(failures: number, random: number): number {
  return random * Math.min(LONGEST_DELAY_MS, 500 * 2 ** failures);
}
