import type { AppendResult, Store } from "../storage/store.ts";
import { Histogram, SECONDS } from "./histogram.ts";

/** Stands before what appends to the store and counts what goes through. */
export class CommitMeter {
  readonly #now: () => number;
  readonly sums = { turns: 0, commands: 0, moved: 0, failed: 0 };
  readonly seconds = new Histogram(SECONDS);

  constructor(now: () => number) {
    this.#now = now;
  }

  before(append: Store["append"]): Store["append"] {
    return (groups) => this.#measure(() => append(groups));
  }

  beforeTurn(appendInTurn: Store["appendInTurn"]): Store["appendInTurn"] {
    return (known, decide) => {
      this.sums.turns++;
      return this.#measure(() => appendInTurn(known, decide));
    };
  }

  async #measure(append: () => Promise<readonly AppendResult[]>): Promise<readonly AppendResult[]> {
    const startedAt = this.#now();
    try {
      const results = await append();
      this.sums.commands += results.length;
      this.sums.moved += results.filter(({ status }) => status === "moved").length;
      this.seconds.observe((this.#now() - startedAt) / 1_000);
      return results;
    } catch (error) {
      this.sums.failed++;
      throw error;
    }
  }
}
