import type { RoomTimeline } from "@parlor/client";
import { useEffect, useMemo, useState } from "react";
import { createValue } from "../value.ts";
import { type Item, type Listed, listed } from "./items.ts";

/** What stands in the list. Where the timeline has only grown, which in a lively room is always, only that is gone through. */
export function useItems(
  timeline: RoomTimeline,
  dayKey: (at: number) => string,
  me: string | undefined,
): readonly Item[] {
  const [last] = useState(() => createValue<Listed | undefined>(undefined));
  const now = useMemo(() => listed(timeline, dayKey, me, last.get()), [timeline, dayKey, me, last]);
  useEffect(() => last.set(now), [last, now]);
  return now.items;
}
