/** The part of a socket that says how far its peer is behind with reading. */
export interface Outlet {
  getBufferedAmount(): number;
  terminate(): void;
}

/** Above this nothing more is written until the peer has read: a long history is one frame, whatever its length. */
const PAUSE_ABOVE_BYTES = 256 * 1024;
/** Who has not read for so much of what was said is cut off, and finds it in the histories when they come back. */
const MAX_OWED_BYTES = 1024 * 1024;

/**
 * A peer that reads, fast or slowly or never. What it is not sent because it is behind is owed to it and read from the
 * log when it is ready, so that however slow it is, no more than the size of that is kept for it here.
 */
export class Reader {
  readonly #outlet: Outlet;
  #owed = 0;
  #waiting: (() => void)[] = [];
  #gone = false;

  constructor(outlet: Outlet) {
    this.#outlet = outlet;
  }

  get isBehind(): boolean {
    return !this.#gone && this.#outlet.getBufferedAmount() > PAUSE_ABOVE_BYTES;
  }

  owe(what: unknown): void {
    if (!this.isBehind) return;
    this.#owed += JSON.stringify(what).length;
    if (this.#owed > MAX_OWED_BYTES) this.#outlet.terminate();
  }

  /** Nothing to wait for while the peer keeps up. Otherwise resolves when it has read what was sent, or is gone. */
  untilRead(): Promise<void> | undefined {
    return this.isBehind ? new Promise((resolve) => this.#waiting.push(resolve)) : undefined;
  }

  /** It has taken some of what waited, or all. */
  caughtUp(): void {
    if (this.isBehind) return;
    this.#owed = 0;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  gone(): void {
    this.#gone = true;
    this.caughtUp();
  }
}
