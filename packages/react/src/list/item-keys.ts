import { sameUntil } from "./same-until.ts";

interface Keyed {
  readonly key: string;
}

/** The keys of a list, and where each of them stands. */
export interface Keys {
  readonly keys: readonly string[];
  /** -1 when there is none. */
  readonly indexOf: (key: string) => number;
}

/** Finds items by their keys. A list that grew at its end is not gone through again. */
export class ItemKeys {
  #items: readonly Keyed[] = [];
  #keys: readonly string[] = [];
  #indexes = new Map<string, number>();

  of(items: readonly Keyed[]): Keys {
    const grew = sameUntil(this.#items, items) === this.#items.length;
    if (!grew) {
      this.#keys = [];
      this.#indexes = new Map();
    }
    const keys = [...this.#keys, ...items.slice(this.#keys.length).map(({ key }) => key)];
    const indexes = this.#indexes;
    for (let index = this.#keys.length; index < keys.length; index += 1) indexes.set(keys[index] ?? "", index);
    this.#items = items;
    this.#keys = keys;
    return {
      keys,
      // A later list may have put more into the same map.
      indexOf(key) {
        const index = indexes.get(key) ?? -1;
        return index < keys.length ? index : -1;
      },
    };
  }
}
