/** The first thing that went wrong ends the run: a figure with lost clients in it is no figure. */
export class Alarm {
  readonly #rung = Promise.withResolvers<never>();

  constructor() {
    // Rung while nobody waits, it is heard at the next wait.
    this.#rung.promise.catch(() => {});
  }

  ring(reason: string): void {
    this.#rung.reject(new Error(reason));
  }

  /** Waits, unless the alarm rings first. */
  async rest(seconds: number): Promise<void> {
    await Promise.race([Bun.sleep(seconds * 1000), this.#rung.promise]);
  }

  async unless<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#rung.promise]);
  }
}
