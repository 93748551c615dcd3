import type { Observable } from "@parlor/client";
import type { RoomState } from "@parlor/rules";

const EACH_MESSAGE = ["messageCount", "deletedCount", "lastMessageAt", "answers"] as const;

/** A room without what every message changes. */
export type RoomFacts = Omit<RoomState, (typeof EACH_MESSAGE)[number]>;

const known = new WeakMap<object, Observable<RoomFacts | undefined>>();

/** The same object until one of them changes, so that who shows only these is not drawn for every message. */
export function factsOf(state: Observable<RoomState | undefined>): Observable<RoomFacts | undefined> {
  let facts: RoomFacts | undefined;
  const made = known.get(state) ?? {
    get() {
      const now = state.get();
      if (!now || !facts || !isSame(facts, now)) facts = now;
      return facts;
    },
    watch: state.watch,
  };
  known.set(state, made);
  return made;
}

const passing: ReadonlySet<string> = new Set(EACH_MESSAGE);

function isSame(before: RoomFacts, now: RoomState): boolean {
  const keys = Object.keys(now) as (keyof RoomFacts)[];
  return keys.every((key) => passing.has(key) || Object.is(before[key], now[key]));
}
