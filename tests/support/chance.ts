/** Chance that a seed repeats: same seed, same trouble. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number;
  oneIn(count: number): boolean;
  of<Item>(items: readonly Item[]): Item;
}

export function chanceOf(seed: number): Chance {
  // mulberry32, public domain.
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    oneIn: (count) => below(count) === 0,
    of: (items) => items[below(items.length)]!,
  };
}
