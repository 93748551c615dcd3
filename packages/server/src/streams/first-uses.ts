import type { FirstUse } from "../storage/store.ts";

interface Use extends FirstUse {
  readonly actor: string;
  /** Another's use of the same key. Clients choose long ones, so there hardly ever is any. */
  readonly other: Use | undefined;
}

/** Who used which key first, lately. */
export class FirstUses {
  readonly #limit: number;
  #uses = new Map<string, Use>();
  #older: Map<string, Use> | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  of(actor: string, key: string): FirstUse | undefined {
    return found(this.#uses.get(key), actor) ?? found(this.#older?.get(key), actor);
  }

  /** Two generations instead of forgetting one by one, which would cost more than remembering. */
  remember(actor: string, key: string, { row, print }: FirstUse): void {
    if (this.#uses.size >= this.#limit) {
      this.#older = this.#uses;
      this.#uses = new Map();
    }
    this.#uses.set(key, { actor, row, print, other: this.#uses.get(key) });
  }
}

function found(use: Use | undefined, actor: string): Use | undefined {
  while (use && use.actor !== actor) use = use.other;
  return use;
}
