import type { Observable, Room, RoomTimeline } from "@parlor/client";
import { useEffect } from "react";
import type { View } from "./place-keeper.ts";

/** What is at the end is read when somebody can be looking at it: the page is in front, and the end in view. */
export function useMarkRead(room: Room, view: Observable<View>, timeline: RoomTimeline): void {
  useEffect(() => {
    const look = () => {
      const isLooked = document.visibilityState === "visible" && document.hasFocus() && view.get().atEnd;
      if (isLooked && !timeline.isBehind) room.markRead();
    };
    look();
    const stopView = view.watch(look);
    document.addEventListener("visibilitychange", look);
    globalThis.addEventListener("focus", look);
    return () => {
      stopView();
      document.removeEventListener("visibilitychange", look);
      globalThis.removeEventListener("focus", look);
    };
  }, [room, view, timeline]);
}
