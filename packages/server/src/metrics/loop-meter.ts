import { Histogram, SECONDS } from "./histogram.ts";

/** Each look wakes a server that otherwise sleeps. */
const EVERY_MS = 500;

/** How late the loop comes to what is due: whatever holds it up holds up everybody. */
export class LoopMeter {
  readonly delays = new Histogram(SECONDS);
  readonly #timer: Timer;

  constructor(now: () => number) {
    let due = now() + EVERY_MS;
    this.#timer = setInterval(() => {
      this.delays.observe(Math.max(0, now() - due) / 1_000);
      due = now() + EVERY_MS;
    }, EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
