import type { Observable, Room } from "@parlor/client";
import { useEffect } from "react";
import type { Item } from "./items.ts";
import type { View } from "./place-keeper.ts";

/** Older messages are fetched when this many items are left above. */
const EARLY = 15;

/** Fetches what the view comes near to. */
export function useLoading(room: Room, items: readonly Item[], view: Observable<View>, reachesStart: boolean): void {
  useEffect(() => {
    const load = () => {
      const { first, last } = view.get();
      // When it fails, the next look tries again.
      if (first < EARLY && !reachesStart && items.length > 0) room.loadBefore().catch(() => {});
      for (let index = Math.max(0, first - 2); index <= last + 2; index += 1) {
        const item = items[index];
        if (item?.kind !== "hole") continue;
        const isAbove = index <= first;
        (isAbove ? room.loadBefore(item.to + 1) : room.loadAfter(item.from - 1)).catch(() => {});
      }
    };
    load();
    return view.watch(load);
  }, [room, items, view, reachesStart]);
}
