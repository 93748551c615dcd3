import type { Observable, Room, RoomTimeline } from "@parlor/client";
import { type RefObject, useEffect, useRef } from "react";
import { useWatch } from "../hooks.ts";
import { useChatClient } from "../provider.tsx";
import { newestSeq } from "./newest.ts";
import type { View } from "./place-keeper.ts";
import { showsAllNews } from "./shows-all-news.ts";
import { useOnScreen } from "./use-on-screen.ts";

/**
 * What is at the end is read when somebody can be looking at it: the page is in front, and the end in view. `end` lies
 * below the list.
 */
export function useMarkRead(
  room: Room,
  view: Observable<View>,
  timeline: RoomTimeline,
  end: RefObject<Element | null>,
): void {
  const onScreen = useOnScreen(end);
  const client = useChatClient();
  const readTo = useRef(0);
  const isUpToDate = showsAllNews(timeline, useWatch(room));
  useEffect(() => {
    const look = () => {
      const isInFront = document.visibilityState === "visible" && document.hasFocus();
      if (isInFront && onScreen.get() && view.get().atEnd && isUpToDate) {
        room.markRead();
        readTo.current = newestSeq(timeline.rows);
      }
    };
    look();
    const stops = [view.watch(look), onScreen.watch(look)];
    document.addEventListener("visibilitychange", look);
    globalThis.addEventListener("focus", look);
    return () => {
      for (const stop of stops) stop();
      document.removeEventListener("visibilitychange", look);
      globalThis.removeEventListener("focus", look);
    };
  }, [room, view, timeline, onScreen, isUpToDate]);

  useEffect(() => {
    // A marker is told once in a second: who comes back right away would find as new what they have read.
    const leave = () => {
      const seq = readTo.current;
      // The page is going: nobody is there to hear of a refusal.
      if (seq > 0) client.ask("mark_read", { room: room.id, seq }).catch(() => {});
    };
    globalThis.addEventListener("pagehide", leave);
    return () => globalThis.removeEventListener("pagehide", leave);
  }, [client, room]);
}
