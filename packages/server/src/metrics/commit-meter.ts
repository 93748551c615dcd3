import type { Store } from "../storage/store.ts";

/** Stands before the store's `append` and counts what goes through. */
export class CommitMeter {
  readonly #now: () => number;
  readonly sums = { commits: 0, commands: 0, ms: 0, failed: 0 };

  constructor(now: () => number) {
    this.#now = now;
  }

  before(append: Store["append"]): Store["append"] {
    return async (groups) => {
      const startedAt = this.#now();
      try {
        const results = await append(groups);
        this.sums.commits++;
        this.sums.commands += groups.length;
        this.sums.ms += this.#now() - startedAt;
        return results;
      } catch (error) {
        this.sums.failed++;
        throw error;
      }
    };
  }
}
