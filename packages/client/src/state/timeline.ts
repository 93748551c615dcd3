import type { RoomEvent, StoredEvent } from "@parlor/protocol";
import { foldRoom, isRevision, type Revision, type RoomState } from "@parlor/rules";
import { type Held, indexOfSeq, mergeHeld, settled, withRevision } from "./held.ts";
import { isRoomEvent } from "./known-events.ts";
import { above, addRange, firstHole, type Range, type Ranges, rangeAt } from "./ranges.ts";

/** What a client holds of one room's log. */
export interface Timeline {
  readonly epoch: string | undefined;
  /** Which places were seen. A jump to an old message opens a range of its own, beside the one that grows. */
  readonly ranges: Ranges;
  /** The events in them that are drawn. */
  readonly held: readonly Held[];
  /** Up to here nothing is missing from what came live. Beyond it, up to `head`, we are behind. */
  readonly liveTo: number;
  /** The newest place heard of. */
  readonly head: number;
  /** The room's state after `liveTo`. */
  readonly room: RoomState | undefined;
  /** Happened while we were away. What is held from before it may be out of date until it is filled. */
  readonly missed: Range | undefined;
  /** Changes to messages that are not held. A page that was read before they happened may still be on its way. */
  readonly strays: readonly Revision[];
  /** Changes beyond `liveTo`: they have no row, but the room's state counts them in their turn. */
  readonly ahead: readonly Revision[];
}

/** A room's log as `open_room` and `resume` answer it. */
export interface Snapshot {
  readonly epoch: string;
  readonly head: number;
  readonly room: RoomState;
  readonly events: readonly StoredEvent[];
  readonly gap?: Range | undefined;
}

export const EMPTY_TIMELINE: Timeline = {
  epoch: undefined,
  ranges: [],
  held: [],
  liveTo: 0,
  head: 0,
  room: undefined,
  missed: undefined,
  strays: [],
  ahead: [],
};

/** A longer absence is not read up on: what was held is dropped, and read again when somebody scrolls there. */
const FILLED_AT_MOST = 1_000;
const STRAYS_KEPT = 1_000;
const HELD_AT_MOST = 10_000;
const HELD_AFTER_TRIM = 7_500;

export const isBehind = ({ liveTo, head }: Timeline): boolean => liveTo < head;

/** The part of the log that has to be asked for, oldest first. */
export function toFill({ ranges, liveTo, head, missed }: Timeline): Range | undefined {
  return (missed && firstHole(ranges, missed)) ?? firstHole(ranges, { from: liveTo + 1, to: head });
}

/** The newest page, with the state after it. Another epoch, or too much in between, and what was held is dropped. */
export function startFrom(timeline: Timeline, { epoch, head, room, events, gap }: Snapshot): Timeline {
  const isSameLog = epoch === timeline.epoch && head >= timeline.liveTo;
  const canKeep = isSameLog && !timeline.missed && (!gap || gap.to - gap.from < FILLED_AT_MOST);
  const kept = canKeep ? timeline : EMPTY_TIMELINE;
  const first = Math.min(events[0]?.seq ?? head + 1, gap ? gap.to + 1 : kept.liveTo > 0 ? kept.liveTo + 1 : head + 1);
  const read = { ...kept, epoch, room, head, liveTo: head, missed: canKeep ? gap : undefined };
  return settle(add(read, { from: first, to: head }, events));
}

/** Exactly what was missed. */
export function catchUp(timeline: Timeline, head: number, events: readonly StoredEvent[]): Timeline {
  return settle(add(timeline, { from: timeline.liveTo + 1, to: head }, events));
}

/** Events as they happen. A frame that leaves a hole is kept, and the hole is to be filled. */
export function receive(timeline: Timeline, epoch: string, events: readonly StoredEvent[]): Timeline {
  const [first] = events;
  const last = events.at(-1);
  if (epoch !== timeline.epoch || !first || !last) return timeline;
  return trim(settle(add(timeline, { from: first.seq, to: last.seq }, events)));
}

/** A page of history. A page of another epoch is of another log. */
export function addPage(
  timeline: Timeline,
  page: Range & { readonly epoch: string; readonly events: readonly StoredEvent[] },
): Timeline {
  return page.epoch === timeline.epoch ? settle(add(timeline, page, page.events)) : timeline;
}

function add(timeline: Timeline, { from, to }: Range, events: readonly StoredEvent[]): Timeline {
  const known: RoomEvent[] = events.filter(isRoomEvent);
  const fresh = known.filter((event) => !isRevision(event));
  const ranges = addRange(timeline.ranges, { from, to });
  // A message that came after all of them can be the target of none.
  const concernsStrays = (fresh[0]?.seq ?? Infinity) < (timeline.strays.at(-1)?.seq ?? 0);
  const changes = known.filter(isRevision);
  const revised = reviseHeld(
    mergeHeld(timeline.held, fresh),
    concernsStrays ? inOrder([...timeline.strays, ...changes]) : changes,
    ranges,
  );
  const strays = concernsStrays ? revised.strays : inOrder([...timeline.strays, ...revised.strays]);
  return {
    ...timeline,
    ranges,
    held: revised.held,
    head: Math.max(timeline.head, to),
    strays: strays.slice(-STRAYS_KEPT),
    ahead: inOrder([...timeline.ahead, ...changes.filter(({ seq }) => seq > timeline.liveTo)]),
  };
}

/** By seq, each once. */
function inOrder(revisions: readonly Revision[]): readonly Revision[] {
  return [...new Map(revisions.map((revision) => [revision.seq, revision])).values()].sort((a, b) => a.seq - b.seq);
}

function reviseHeld(
  held: readonly Held[],
  revisions: readonly Revision[],
  ranges: Ranges,
): { held: readonly Held[]; strays: readonly Revision[] } {
  const revised = new Map<number, Held>();
  const strays = revisions.filter((revision) => {
    const index = indexOfSeq(held, revision.data.target);
    const target = revised.get(index) ?? held[index];
    if (target?.event.seq !== revision.data.target) return true;
    revised.set(index, withRevision(target, revision));
    return false;
  });
  // Not before all of them are in: a message that is called settled takes no earlier change any more.
  if (revised.size === 0) return { held, strays };
  const changed = [...held];
  for (const [index, one] of revised) changed[index] = settled(one, ranges);
  return { held: changed, strays };
}

/** Moves `liveTo` over what is no longer missing, and folds what lies there into the room. */
function settle(timeline: Timeline): Timeline {
  const { held, ranges, missed, ahead } = timeline;
  const liveTo = rangeAt(ranges, timeline.liveTo + 1)?.to ?? timeline.liveTo;
  const rows = held.slice(indexOfSeq(held, timeline.liveTo + 1)).map(({ event }) => event);
  const passed = [...rows, ...ahead].filter(({ seq }) => seq <= liveTo).sort((a, b) => a.seq - b.seq);
  const room = passed.reduce((before, event) => before && foldRoom(before.id, before, event), timeline.room);
  return {
    ...timeline,
    liveTo,
    room,
    ahead: ahead.filter(({ seq }) => seq > liveTo),
    missed: missed && firstHole(ranges, missed) && missed,
  };
}

/** Without what stands before a place: it can be read again. */
export function heldFrom(timeline: Timeline, seq: number): Timeline {
  const { held, ranges } = timeline;
  return { ...timeline, held: held.slice(indexOfSeq(held, seq)), ranges: above(ranges, seq) };
}

/** The oldest go first. */
function trim(timeline: Timeline): Timeline {
  const { held } = timeline;
  return held.length > HELD_AT_MOST ? heldFrom(timeline, held.at(-HELD_AFTER_TRIM)?.event.seq ?? 0) : timeline;
}
