/** Commands that change what the next ones mean: whatever was sent after them waits for them. */
export class Turns {
  readonly #maxWaiting: number;
  #barrier: Promise<unknown> | undefined;
  #waiting = 0;

  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  get full(): boolean {
    return this.#waiting >= this.#maxWaiting;
  }

  /** Runs at once when nothing is before it. `act` never rejects. */
  take(holdsUpOthers: boolean, act: () => Promise<void>): void {
    const barrier = this.#barrier;
    if (barrier) this.#waiting++;
    const turn = barrier
      ? barrier.then(() => {
          this.#waiting--;
          return act();
        })
      : act();
    if (!holdsUpOthers) return;

    this.#barrier = turn;
    void turn.then(() => {
      if (this.#barrier === turn) this.#barrier = undefined;
    });
  }
}
