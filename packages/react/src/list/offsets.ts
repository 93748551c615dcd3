import type { Heights } from "./heights.ts";
import { sameUntil } from "./same-until.ts";

/**
 * Where each item of a list begins. To ask, and to hear of another height, costs as good as nothing in a list of any
 * length: a Fenwick tree, in which each position holds the sum of as many items as its lowest bit says.
 */
export class Offsets {
  readonly #heights: Heights;
  #keys: readonly string[] = [];
  /** The height of each item as it stands in the tree. */
  #taken: number[] = [];
  #tree: number[] = [0];

  constructor(heights: Heights) {
    this.#heights = heights;
  }

  /** How high all that stands before the item is. */
  before(keys: readonly string[], index: number): number {
    this.#follow(keys);
    let total = 0;
    for (let at = Math.min(index, keys.length); at > 0; at -= lowestBit(at)) total += this.#tree[at] ?? 0;
    return total;
  }

  /** The item at some distance from the top, and where it begins. */
  at(keys: readonly string[], distance: number): { readonly index: number; readonly top: number } {
    this.#follow(keys);
    let index = 0;
    let left = distance;
    for (let step = 2 ** Math.floor(Math.log2(keys.length || 1)); step >= 1; step /= 2) {
      const sum = this.#tree[index + step];
      if (sum === undefined || sum > left) continue;
      index += step;
      left -= sum;
    }
    index = Math.max(0, Math.min(index, keys.length - 1));
    return { index, top: this.before(keys, index) };
  }

  /** An item has another height now. */
  changed(keys: readonly string[], index: number): void {
    this.#follow(keys);
    const key = keys[index];
    if (key === undefined) return;
    const height = this.#heights.of(key);
    const by = height - (this.#taken[index] ?? 0);
    this.#taken[index] = height;
    for (let at = index + 1; at < this.#tree.length; at += lowestBit(at)) this.#tree[at] = (this.#tree[at] ?? 0) + by;
  }

  /** All heights are others now. */
  forget(): void {
    this.#keys = [];
    this.#cut(0);
  }

  /** What stands before the first difference stays as it is. */
  #follow(keys: readonly string[]): void {
    if (keys === this.#keys) return;
    const same = sameUntil(this.#keys, keys);
    this.#cut(same);
    this.#keys = keys;
    for (let index = same; index < keys.length; index += 1) {
      const height = this.#heights.of(keys[index] ?? "");
      this.#taken.push(height);
      let sum = height;
      for (let step = 1; step < lowestBit(index + 1); step *= 2) sum += this.#tree[index + 1 - step] ?? 0;
      this.#tree.push(sum);
    }
  }

  #cut(length: number): void {
    this.#taken.length = Math.min(length, this.#taken.length);
    this.#tree.length = this.#taken.length + 1;
  }
}

const lowestBit = (at: number): number => at & -at;
