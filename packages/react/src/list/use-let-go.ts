import type { Observable, Room, RoomTimeline } from "@parlor/client";
import { useEffect } from "react";
import { letGoBefore } from "./let-go.ts";
import type { View } from "./place-keeper.ts";

/** A room that goes on all day holds no more for it. What has gone is read again by whoever scrolls there. */
export function useLetGo(room: Room, timeline: RoomTimeline, view: Observable<View>, hasFocus: boolean): void {
  useEffect(() => {
    // Who goes through the list by keyboard may be on any row of it.
    if (hasFocus || !view.get().atEnd) return;
    const seq = letGoBefore(timeline);
    if (seq !== undefined) room.letGo(seq);
  }, [room, timeline, view, hasFocus]);
}
