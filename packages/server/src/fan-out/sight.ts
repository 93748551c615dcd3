/** After so many beats that did not come, this server was stopped, and does not know what it missed. */
const STOPPED_BEATS = 3;

/**
 * Whether this server knows of everybody who is connected anywhere. Who cannot see all the others must take nobody for
 * gone: they may be with one of those, and a seat that was given away is not given back.
 */
export class Sight {
  readonly #stopwatch: () => number;
  readonly #stoppedMs: number;
  #beatAt: number;
  /** All other servers that live, as the store says; nothing while that is not known. */
  #others: readonly string[] | undefined;
  /** Those that said whom they have, and are heard since. */
  readonly #known = new Set<string>();

  constructor(stopwatch: () => number, beatMs: number) {
    this.#stopwatch = stopwatch;
    this.#stoppedMs = STOPPED_BEATS * beatMs;
    this.#beatAt = stopwatch();
  }

  get isClear(): boolean {
    return !this.#wasStopped && this.#others !== undefined && this.#others.every((server) => this.#known.has(server));
  }

  /** True when this server was stopped for a while before it. */
  beat(): boolean {
    const wasStopped = this.#wasStopped;
    this.#beatAt = this.#stopwatch();
    if (wasStopped) {
      this.lost();
      this.#others = undefined;
    }
    return wasStopped;
  }

  found(others: readonly string[] | undefined): void {
    this.#others = others;
  }

  lives(server: string): boolean {
    return this.#others?.includes(server) ?? false;
  }

  introduced(server: string): void {
    this.#known.add(server);
    // The store says so too, but only the next time that it is asked.
    if (this.#others && !this.#others.includes(server)) this.#others = [...this.#others, server];
  }

  knows(server: string): boolean {
    return this.#known.has(server);
  }

  /** It was not heard for a while. */
  fellSilent(server: string): void {
    this.#known.delete(server);
  }

  /** Nobody is heard. */
  lost(): void {
    this.#known.clear();
  }

  get #wasStopped(): boolean {
    return this.#stopwatch() - this.#beatAt > this.#stoppedMs;
  }
}
