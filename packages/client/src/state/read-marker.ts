import type { ReadMarker } from "@parlor/protocol";
import { type Held, indexOfSeq, isPosted } from "./held.ts";

/** A marker only moves forward, whichever device moved it. */
export function furthest(a: ReadMarker | undefined, b: ReadMarker | undefined): ReadMarker | undefined {
  if (!a || !b) return a ?? b;
  return a.seq >= b.seq ? a : b;
}

/** The marker that says everything up to `seq` was read, as far as that can be told from what is held. */
export function markerAt(held: readonly Held[], seq: number): ReadMarker | undefined {
  for (let i = indexOfSeq(held, seq + 1) - 1; i >= 0; i -= 1) {
    const event = held[i]?.event;
    if (event && isPosted(event)) return { seq, no: event.data.no };
  }
  return undefined;
}
