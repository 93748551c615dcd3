import type { SharedTime } from "../clock/shared-time.ts";

/** What is found where all servers that share a store sign. */
export interface Roll {
  /** Those that signed lately, besides the one that asks. */
  readonly others: readonly string[];
  /** By the store's clock. */
  readonly now: number;
}

/** Where all servers that share a store sign that they live. */
export interface SigningBook {
  sign(server: string): Promise<Roll>;
  leave(server: string): Promise<void>;
}

/** One server's signature, and what it reads on the way: who else lives, and what time it is. */
export class RollCall {
  readonly #book: SigningBook;
  readonly #server: string;
  readonly #time: Pick<SharedTime, "heard">;
  readonly #stopwatch: () => number;

  constructor(book: SigningBook, server: string, time: Pick<SharedTime, "heard">, stopwatch: () => number) {
    this.#book = book;
    this.#server = server;
    this.#time = time;
    this.#stopwatch = stopwatch;
  }

  async sign(): Promise<readonly string[]> {
    const askedAt = this.#stopwatch();
    const { others, now } = await this.#book.sign(this.#server);
    this.#time.heard(now, askedAt, this.#stopwatch());
    return others;
  }

  async leave(): Promise<void> {
    await this.#book.leave(this.#server);
  }
}
