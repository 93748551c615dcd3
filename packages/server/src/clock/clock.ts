import type { StreamName } from "@parlor/protocol";
import type { Due, Store } from "../storage/store.ts";
import { ALWAYS } from "../streams/deadline.ts";

export interface ClockSettings {
  readonly now: () => number;
  readonly later: (ms: number, act: () => void) => () => void;
  readonly due: Store["due"];
  /** Does what is due in a stream, if anything is. */
  readonly act: (stream: StreamName) => Promise<void>;
  /** When, after a time, a stream has to be looked at next as things stand, as far as this server knows it. */
  readonly next: (stream: StreamName, after: number) => number | null;
  readonly report: (error: unknown) => void;
}

/** How often the store is asked, and so how late a deadline can be that this server did not hear of. */
const ROUND_MS = 5_000;
/** Of one sort in one round. What is more has its turn in the following ones. */
const MAX_DUE = 5_000;

/** Deadlines of the log, and what depends on who is connected and is looked at in every round. */
type Sort = "timed" | "always";

/** Makes things happen when they are due: also those that fell due while no server was up. */
export class Clock {
  readonly #settings: ClockSettings;
  readonly #alarms = new Map<StreamName, { readonly at: number; readonly callOff: () => void }>();
  readonly #acting = new Set<StreamName>();
  readonly #again = new Set<StreamName>();
  readonly #reached = new Map<Sort, Due>();
  #callOffRound: (() => void) | undefined;
  #stopped = false;

  constructor(settings: ClockSettings) {
    this.#settings = settings;
  }

  start(): void {
    void this.#round();
  }

  stop(): void {
    this.#stopped = true;
    this.#callOffRound?.();
    for (const { callOff } of this.#alarms.values()) callOff();
    this.#alarms.clear();
  }

  /** The stream is due then. What is further away than the next round is found by that. */
  set(stream: StreamName, at: number | null): void {
    const known = this.#alarms.get(stream);
    if (known?.at === at) return;
    known?.callOff();
    this.#alarms.delete(stream);
    if (at === null) return;

    const waitMs = at - this.#settings.now();
    if (waitMs <= 0) this.look(stream);
    else if (waitMs <= ROUND_MS * 2) {
      const callOff = this.#settings.later(waitMs, () => {
        this.#alarms.delete(stream);
        this.look(stream);
      });
      this.#alarms.set(stream, { at, callOff });
    }
  }

  /** One look at a time: what changes meanwhile is looked at after. */
  look(stream: StreamName): void {
    if (this.#stopped) return;
    if (this.#acting.has(stream)) {
      this.#again.add(stream);
      return;
    }
    this.#acting.add(stream);
    void this.#settings
      .act(stream)
      .catch((error: unknown) => this.#settings.report(error))
      .then(() => {
        this.#acting.delete(stream);
        if (this.#again.delete(stream)) return this.look(stream);
        // What was due before is done, or has to wait for something else than time.
        const at = this.#settings.next(stream, this.#settings.now());
        if (at !== null) this.set(stream, at);
      });
  }

  async #round(): Promise<void> {
    const { now, later, report } = this.#settings;
    try {
      await this.#pass("timed", ALWAYS + 1, now() + ROUND_MS);
      await this.#pass("always", ALWAYS, ALWAYS + 1);
    } catch (error) {
      // The store is away. The next round finds what is due by then.
      report(error);
    }
    if (!this.#stopped) this.#callOffRound = later(ROUND_MS, () => void this.#round());
  }

  /** Looks at what follows upon the last round. However many are due again and again, they hold up no deadline. */
  async #pass(sort: Sort, from: number, before: number): Promise<void> {
    const found = await this.#settings.due({ from, before, limit: MAX_DUE, after: this.#reached.get(sort) });
    for (const { stream, at } of found) this.set(stream, at);
    const last = found.at(-1);
    if (last && found.length === MAX_DUE) this.#reached.set(sort, last);
    else this.#reached.delete(sort);
  }
}
