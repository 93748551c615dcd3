import type { Heights } from "./heights.ts";

/** What the eye is on: the end of the list, or one item at some distance from the top of the view. */
export type Place = { readonly at: "end" } | { readonly at: "item"; readonly key: string; readonly offset: number };

/** Which items are drawn: `from` up to and without `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The items that fill the view around the place, and `spare` pixels on each side of it. */
export function spanAround(
  keys: readonly string[],
  indexOf: (key: string) => number,
  heights: Heights,
  place: Place,
  view: number,
  spare: number,
): Span {
  if (keys.length === 0) return { from: 0, to: 0 };

  const index = place.at === "item" ? indexOf(place.key) : -1;
  if (place.at === "end" || index < 0) return { from: back(keys, heights, keys.length, view + spare), to: keys.length };

  const from = back(keys, heights, index, place.offset + spare);
  const to = forth(keys, heights, index, view - place.offset + spare);
  // Near the end, the place cannot stay where it is and still fill the view: what lies above is needed, too.
  const short = view + spare - sum(keys, heights, index, to);
  return { from: Math.min(from, back(keys, heights, index, short)), to };
}

/** What is needed at once, and of what lies around it as much as stands there already. */
export function withDrawn(needed: Span, around: Span, isDrawn: (index: number) => boolean): Span {
  let { from, to } = needed;
  while (from > around.from && isDrawn(from - 1)) from -= 1;
  while (to < around.to && isDrawn(to)) to += 1;
  return { from, to };
}

export const covers = (span: Span, needed: Span): boolean => needed.from >= span.from && needed.to <= span.to;

/** How far down the list an item begins. */
export function sum(keys: readonly string[], heights: Heights, from: number, to: number): number {
  let total = 0;
  for (let i = Math.max(0, from); i < to; i += 1) total += heights.of(keys[i] ?? "");
  return total;
}

function back(keys: readonly string[], heights: Heights, from: number, distance: number): number {
  let left = distance;
  let index = from;
  while (index > 0 && left > 0) left -= heights.of(keys[--index] ?? "");
  return index;
}

function forth(keys: readonly string[], heights: Heights, from: number, distance: number): number {
  let left = distance;
  let index = from;
  while (index < keys.length && left > 0) left -= heights.of(keys[index++] ?? "");
  return index;
}
