import type { Clock } from "../clock.ts";

/** A clock that moves when it is told to. */
export class TestClock implements Clock {
  #now = 1_000_000;
  #due: { readonly at: number; readonly act: () => void }[] = [];

  now = (): number => this.#now;

  after = (delayMs: number, act: () => void): (() => void) => {
    const timer = { at: this.#now + Math.max(0, delayMs), act };
    this.#due.push(timer);
    return () => {
      this.#due = this.#due.filter((other) => other !== timer);
    };
  };

  /** Runs what falls due on the way, in its order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#due = this.#due.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.act();
    }
    this.#now = end;
  }

  /** The machine slept: time went on, and nothing ran. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  #next(end: number) {
    return this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
