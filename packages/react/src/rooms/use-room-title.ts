import type { Room } from "@parlor/client";
import { useSyncExternalStore } from "react";
import { useRoomFacts } from "../hooks.ts";
import { cleanName } from "../markup/clean.ts";
import { useChatClient } from "../provider.tsx";

/** What a room is called. Empty until anybody knows. */
export function useRoomTitle(room: Room): string {
  const state = useRoomFacts(room);
  const { rooms } = useChatClient();
  // The list changes with every message, the title in it hardly ever.
  const listed = () => rooms.get().find((one) => one.room === room.id)?.title;
  const inList = useSyncExternalStore(rooms.watch, listed, listed);
  const title = state?.title ?? inList;
  return title === undefined ? "" : cleanName(title) || room.id;
}
