import type { Accounts } from "../storage/accounts.ts";

export interface SessionWatchSettings {
  readonly accounts: Pick<Accounts, "living">;
  /** Whose sessions somebody is connected with here. */
  readonly connected: () => ReadonlyMap<string, string>;
  readonly signedOut: (user: string, session: string) => void;
  readonly later: (ms: number, act: () => void) => () => void;
  readonly report: (error: unknown) => void;
}

/** So long at most somebody who signed out on another server is still connected here. */
const LOOK_MS = 15_000;
/** Sessions in one question to the store. */
const ASK_ABOUT = 2_000;

/** Sends off whoever signed out on another server when its word about that was lost: a sign-out is final. */
export class SessionWatch {
  readonly #settings: SessionWatchSettings;
  #callOff: (() => void) | undefined;

  constructor(settings: SessionWatchSettings) {
    this.#settings = settings;
  }

  start(): void {
    this.#callOff = this.#settings.later(LOOK_MS, () => {
      this.lookNow();
      this.start();
    });
  }

  stop(): void {
    this.#callOff?.();
  }

  /** As soon as something may have been missed. */
  lookNow(): void {
    this.#look().catch(this.#settings.report);
  }

  async #look(): Promise<void> {
    const connected = [...this.#settings.connected()];
    for (let at = 0; at < connected.length; at += ASK_ABOUT) {
      const asked = connected.slice(at, at + ASK_ABOUT);
      const living = new Set(await this.#settings.accounts.living(asked.map(([session]) => session)));
      for (const [session, user] of asked) if (!living.has(session)) this.#settings.signedOut(user, session);
    }
  }
}
