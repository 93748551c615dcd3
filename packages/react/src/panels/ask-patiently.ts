import { Refused } from "@parlor/client";

/** A collection that is being made ready takes some seconds; whoever is refused this often has to ask themselves. */
const TRIES = 5;
const LONGEST_MS = 30_000;

export interface Patience {
  /** Nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** It was refused, and is asked again by itself. */
  readonly onWait: (why: string) => void;
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Asks again when the server has said that it can be asked again, and when. */
export async function askPatiently<Reply>(
  ask: () => Promise<Reply>,
  { signal, onWait, pause = pauseFor }: Patience,
): Promise<Reply> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Refused) || error.retryAfterMs === undefined || tries === TRIES) throw error;
      onWait(error.message);
      signal.throwIfAborted();
      await pause(Math.min(error.retryAfterMs, LONGEST_MS), signal);
      signal.throwIfAborted();
    }
  }
}

function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}
