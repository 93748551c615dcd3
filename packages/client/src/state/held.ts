import type { RoomEvent } from "@parlor/protocol";
import { type PostedEvent, type Revision, revise } from "@parlor/rules";
import { rangeAt, type Ranges } from "./ranges.ts";
import type { EventRow, MessageRow } from "./rows.ts";

/** An event that is drawn, as it is now, with what that was made of. */
export interface Held {
  readonly event: RoomEvent;
  /** As it came. */
  readonly base: RoomEvent;
  /**
   * What changed it since, by seq. Kept while there may be holes between: a change found in a hole later comes before
   * these, and the order of changes matters.
   */
  readonly revisions: readonly Revision[];
  /** Its row, once it was drawn: the same object as long as nothing changes it, so that a list draws only what changed. */
  row?: MessageRow | EventRow;
}

export const hold = (event: RoomEvent): Held => ({ event, base: event, revisions: [] });

/** Two sorted lists as one. Where both have a seq, the copy that knows of more changes wins. */
export function mergeHeld(held: readonly Held[], fresh: readonly RoomEvent[]): readonly Held[] {
  const [first] = fresh;
  if (!first) return held;

  const last = held.at(-1);
  if (!last || last.event.seq < first.seq) return [...held, ...fresh.map(hold)];

  const bySeq = new Map(held.map((one) => [one.event.seq, one]));
  for (const event of fresh) {
    const known = bySeq.get(event.seq);
    bySeq.set(event.seq, known ? withCopy(known, event) : hold(event));
  }
  return [...bySeq.values()].sort((a, b) => a.event.seq - b.event.seq);
}

/** A page of history carries a message as it is now: all that changed it up to its `rev` is in it. */
function withCopy(held: Held, copy: RoomEvent): Held {
  if (!isPosted(copy) || !isPosted(held.base) || revOf(copy) <= revOf(held.base)) return held;
  return refold(copy, held.revisions);
}

export function withRevision(held: Held, revision: Revision): Held {
  const { base, event, revisions } = held;
  if (!isPosted(base) || !isPosted(event) || revision.seq <= revOf(base)) return held;

  const last = revisions.at(-1)?.seq ?? 0;
  if (last < revision.seq) return { base, event: revise(event, revision), revisions: [...revisions, revision] };

  const isKnown = revisions.some(({ seq }) => seq === revision.seq);
  return isKnown
    ? held
    : refold(
        base,
        [...revisions, revision].sort((a, b) => a.seq - b.seq),
      );
}

/** Without what it was made of, once nothing between it and its last change is missing: no earlier one can turn up. */
export function settled(held: Held, ranges: Ranges): Held {
  const last = held.revisions.at(-1);
  return last && last.seq <= (rangeAt(ranges, held.base.seq)?.to ?? 0) ? hold(held.event) : held;
}

function refold(base: PostedEvent, revisions: readonly Revision[]): Held {
  const later = revisions.filter(({ seq }) => seq > revOf(base));
  return { base, event: later.reduce(revise, base), revisions: later };
}

export function isPosted(event: RoomEvent): event is PostedEvent {
  return event.type === "message_posted";
}

const revOf = (event: PostedEvent): number => event.data.rev ?? 0;

export function indexOfSeq(held: readonly Held[], seq: number): number {
  let low = 0;
  let high = held.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((held[middle]?.event.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
