import type { MessageRow, Observable, Room, RoomTimeline, Row } from "@parlor/client";
import { atAnEasyPace } from "../easy-pace.ts";
import { useObservable } from "../use-observable.ts";

const known = new WeakMap<object, Observable<readonly MessageRow[]>>();

/** One's own messages, and one's changes to messages, that are not through: the same list until one of them changes. */
export const useUnsettledRows = (room: Room): readonly MessageRow[] =>
  useObservable(atAnEasyPace(unsettledOf(room.timeline)));

export function unsettledOf(timeline: Observable<RoomTimeline>): Observable<readonly MessageRow[]> {
  let unsettled: readonly MessageRow[] = [];
  const made = known.get(timeline) ?? {
    get() {
      const now = timeline.get().rows.filter(isUnsettled);
      if (!isSame(unsettled, now)) unsettled = now;
      return unsettled;
    },
    watch: timeline.watch,
  };
  known.set(timeline, made);
  return made;
}

const isUnsettled = (row: Row): row is MessageRow => row.kind === "message" && row.waiting.length > 0;
const isSame = (before: readonly MessageRow[], now: readonly MessageRow[]): boolean =>
  before.length === now.length && before.every((row, index) => row === now[index]);
