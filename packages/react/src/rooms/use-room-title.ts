import type { Room } from "@parlor/client";
import { useRoomFacts, useRooms } from "../hooks.ts";
import { cleanName } from "../markup/clean.ts";

/** What a room is called. Empty until anybody knows. */
export function useRoomTitle(room: Room): string {
  const state = useRoomFacts(room);
  const entry = useRooms().find((one) => one.room === room.id);
  const title = state?.title ?? entry?.title;
  return title === undefined ? "" : cleanName(title) || room.id;
}
