export interface Expiring {
  expire(): void;
}

const SPAN_MS = 1_000;
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Tokens that run out: one timer for all of the same second, since a timer of one's own is a third of a connection. */
export class Expiries {
  readonly #now: () => number;
  readonly #spans = new Map<number, Set<Expiring>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  add(at: number, one: Expiring): void {
    const span = spanOf(at);
    const others = this.#spans.get(span);
    if (others) {
      others.add(one);
      return;
    }
    this.#spans.set(span, new Set([one]));
    this.#sleep(span);
  }

  remove(at: number, one: Expiring): void {
    this.#spans.get(spanOf(at))?.delete(one);
  }

  #sleep(span: number): void {
    const waitMs = span * SPAN_MS - this.#now();
    setTimeout(
      () => (waitMs > MAX_TIMER_MS ? this.#sleep(span) : this.#expire(span)),
      Math.min(waitMs, MAX_TIMER_MS),
    ).unref();
  }

  #expire(span: number): void {
    const all = this.#spans.get(span) ?? [];
    this.#spans.delete(span);
    for (const one of all) one.expire();
  }
}

const spanOf = (at: number): number => Math.ceil(at / SPAN_MS);
