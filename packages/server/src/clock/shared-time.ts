/**
 * The time of all servers that share a store: the store's, counted on by this machine's stopwatch between questions. So
 * it does not matter what their own clocks say, or that somebody sets one.
 */
export class SharedTime {
  readonly #stopwatch: () => number;
  /** What the store's clock shows when the stopwatch shows 0. */
  #beginning: number | undefined;
  #latest = 0;

  constructor(stopwatch: () => number) {
    this.#stopwatch = stopwatch;
  }

  /** Never goes back: where it is ahead, it stands still. */
  readonly now = (): number => {
    if (this.#beginning === undefined) throw new Error("nobody has said yet what time it is");
    this.#latest = Math.max(this.#latest, Math.floor(this.#beginning + this.#stopwatch()));
    return this.#latest;
  };

  /** The store's clock showed `time` somewhen between the question and its answer, so no more is put right than must be. */
  heard(time: number, askedAt: number, answeredAt: number): void {
    const earliest = time - answeredAt;
    const latest = time - askedAt;
    this.#beginning = Math.min(latest, Math.max(earliest, this.#beginning ?? (earliest + latest) / 2));
  }
}
