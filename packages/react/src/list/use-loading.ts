import type { Observable, Room } from "@parlor/client";
import { useEffect } from "react";
import type { Item } from "./items.ts";
import type { View } from "./place-keeper.ts";

/** Older messages are fetched when this many items are left above. */
const EARLY = 15;
const AGAIN_AFTER_MS = 1_000;

/** Fetches what the view comes near to. What the server refuses for now is asked for again. */
export function useLoading(room: Room, items: readonly Item[], view: Observable<View>, reachesStart: boolean): void {
  useEffect(() => {
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = () => {
      clearTimeout(again);
      for (const page of pagesNear(room, items, view.get(), reachesStart)) {
        page.catch(() => (again = setTimeout(load, AGAIN_AFTER_MS)));
      }
    };
    load();
    const stop = view.watch(load);
    return () => {
      stop();
      clearTimeout(again);
    };
  }, [room, items, view, reachesStart]);
}

function pagesNear(
  room: Room,
  items: readonly Item[],
  { first, last }: View,
  reachesStart: boolean,
): readonly Promise<void>[] {
  const pages = first < EARLY && !reachesStart && items.length > 0 ? [room.loadBefore()] : [];
  for (let index = Math.max(0, first - 2); index <= last + 2; index += 1) {
    const item = items[index];
    // From the side on which it is seen.
    if (item?.kind === "hole")
      pages.push(index <= first ? room.loadBefore(item.to + 1) : room.loadAfter(item.from - 1));
  }
  return pages;
}
