import { DatabaseError } from "pg";

/** So long those who ask wait for a Postgres that is away before they hear of it. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 50;

/** What Postgres says when it is at an end with this connection, or takes no other for now. */
const PARTINGS = new Set([
  "57P01", // is shut down, or an operator ended the connection
  "57P02", // another connection crashed
  "57P03", // is starting or stopping
  "25P03", // idle for too long in a transaction: this server was stopped in the middle of one
  "53300", // too many connections
]);

/** Nothing was wrong with the question: the connection ended, or nobody answered. It may have been carried out. */
const isLoss = (error: unknown): boolean =>
  error instanceof DatabaseError ? PARTINGS.has(error.code ?? "") : error instanceof Error;

export interface PatienceSettings {
  /** Hears of the beginning of each loss. */
  readonly report: (error: Error) => void;
  readonly patienceMs?: number | undefined;
}

/** Waits out a short loss of Postgres. When it has been away for longer, whoever asks hears of it at once. */
export class Patience {
  readonly #report: (error: Error) => void;
  readonly #patienceMs: number;
  #awaySince: number | undefined;

  constructor({ report, patienceMs = PATIENCE_MS }: PatienceSettings) {
    this.#report = report;
    this.#patienceMs = patienceMs;
  }

  /** Tries again what may be done more than once. What comes after all when nobody waits any more goes to `discard`. */
  async repeat<Result>(act: () => Promise<Result>, discard: (late: Result) => void = () => undefined): Promise<Result> {
    try {
      return this.#found(await act());
    } catch (error) {
      return this.repeatAfter(error, act, discard);
    }
  }

  /** Something else failed already; this is how to go on. */
  async repeatAfter<Result>(
    first: unknown,
    act: () => Promise<Result>,
    discard: (late: Result) => void = () => undefined,
  ): Promise<Result> {
    const lostAt = performance.now();
    for (let error = first; ;) {
      if (!isLoss(error)) throw error;
      const now = performance.now();
      if (this.#awaySince === undefined) this.#report(error as Error);
      this.#awaySince ??= now;
      // Other connections may last, so that Postgres is not away, and yet there is none for this.
      const leftMs = Math.min(this.#awaySince, lostAt) + this.#patienceMs - now;
      if (leftMs <= 0) throw error;
      await after(Math.min(PAUSE_MS, leftMs));
      try {
        return this.#found(await within(leftMs, act(), discard, error));
      } catch (again) {
        error = again;
      }
    }
  }

  #found<Result>(result: Result): Result {
    this.#awaySince = undefined;
    return result;
  }
}

/** A Postgres that is silent would keep everybody waiting much longer. */
async function within<Result>(
  ms: number,
  acting: Promise<Result>,
  discard: (late: Result) => void,
  error: unknown,
): Promise<Result> {
  let isLate = false;
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    isLate = true;
    reject(error);
  }, ms);
  // Its failure is the one that is told already.
  acting.then((result) => isLate && discard(result)).catch(() => undefined);
  try {
    return await Promise.race([acting, late]);
  } finally {
    clearTimeout(timer);
  }
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
