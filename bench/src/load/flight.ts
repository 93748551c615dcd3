/**
 * How many messages are on their way. One has landed when the last of the listeners heard it, so a server that serves the
 * sender first gains nothing. Each listener hears the messages in the order in which they were sent.
 */
export class Flight {
  readonly #listeners: number;
  /** By listener, how many messages it heard. */
  readonly #heard: Uint32Array;
  /** By message modulo the widest window, how many listeners have yet to hear it. */
  readonly #missing: Uint32Array;
  #sent = 0;
  #landed = 0;
  /** At most `maxWindow`. */
  window: number;
  deliveries = 0;

  constructor(listeners: number, maxWindow: number) {
    this.#listeners = listeners;
    this.#heard = new Uint32Array(listeners);
    this.#missing = new Uint32Array(maxWindow);
    this.window = maxWindow;
  }

  /** How many may be sent now; the caller sends them. */
  takeOff(): number {
    const count = Math.max(0, this.window - (this.#sent - this.#landed));
    for (let n = 0; n < count; n += 1) this.#missing[(this.#sent + n) % this.#missing.length] = this.#listeners;
    this.#sent += count;
    return count;
  }

  hear(listener: number, count: number): void {
    this.deliveries += count;
    for (let n = 0; n < count; n += 1) {
      const message = this.#heard[listener]!;
      this.#heard[listener] = message + 1;
      const slot = message % this.#missing.length;
      this.#missing[slot] = this.#missing[slot]! - 1;
      if (this.#missing[slot] === 0) this.#landed += 1;
    }
  }

  get sent(): number {
    return this.#sent;
  }

  get landed(): number {
    return this.#landed;
  }
}
