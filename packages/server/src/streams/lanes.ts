/** Keeps what one person does in one stream in its order, also when some of it has to wait for the store first. */
export class Lanes {
  readonly #last = new Map<string, Promise<void>>();

  /** Whether something in this lane still waits. Mostly nothing does, anywhere. */
  isHeldUp(stream: string, actor: string): boolean {
    return this.#last.size > 0 && this.#last.has(`${stream}\n${actor}`);
  }

  /**
   * Makes ready at once, and goes on when everything before it in the lane went on or failed. `goOn` runs without a
   * wait between its turn and its first line.
   */
  async pass<Ready, Result>(
    stream: string,
    actor: string,
    makeReady: () => Promise<Ready>,
    goOn: (ready: Ready) => Result,
  ): Promise<Awaited<Result>> {
    const lane = `${stream}\n${actor}`;
    const before = this.#last.get(lane);
    const { promise: gone, resolve: letNextGo } = Promise.withResolvers<void>();
    this.#last.set(lane, gone);
    let result: Result;
    try {
      const ready = await makeReady();
      await before;
      result = goOn(ready);
    } finally {
      // Also who fails goes in its turn: those before it may still be waiting.
      await before;
      letNextGo();
      if (this.#last.get(lane) === gone) this.#last.delete(lane);
    }
    return await result;
  }
}
