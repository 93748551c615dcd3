const AT_ONCE = 2;
const MAX_WAITING = 200;

/** Too many want their password looked at in this moment. */
export class PasswordsBusy extends Error {}

export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
}

/** What OWASP asks of argon2id. */
const COST: PasswordCost = { memoryKiB: 19 * 1024, passes: 2 };

/** Hashes and checks passwords with argon2id. Each takes tens of megabytes for a while, so few run at once. */
export class Passwords {
  readonly #cost: PasswordCost;
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #ofNobody: Promise<string> | undefined;

  constructor(cost = COST) {
    this.#cost = cost;
  }

  hash(password: string): Promise<string> {
    const { memoryKiB, passes } = this.#cost;
    return this.#inTurn(() =>
      Bun.password.hash(password, { algorithm: "argon2id", memoryCost: memoryKiB, timeCost: passes }),
    );
  }

  /** Takes as long when there is no such account: how long an answer takes must not tell who has one. */
  async matches(password: string, hash: string | undefined): Promise<boolean> {
    this.#ofNobody ??= this.hash(crypto.randomUUID());
    const against = hash ?? (await this.#ofNobody);
    const matches = await this.#inTurn(() => Bun.password.verify(password, against));
    return matches && hash !== undefined;
  }

  async #inTurn<T>(act: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) {
      if (this.#waiting.length >= MAX_WAITING) throw new PasswordsBusy("too many passwords at once");
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running++;
    try {
      return await act();
    } finally {
      // Whoever waits takes over the place.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
