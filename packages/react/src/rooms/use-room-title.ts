import type { Room } from "@parlor/client";
import { useRoomFacts, useRooms } from "../hooks.ts";
import { cleanName } from "../markup/clean.ts";

/** What a room is called, as soon as anybody knows. */
export function useRoomTitle(room: Room): string {
  const state = useRoomFacts(room);
  const entry = useRooms().find((one) => one.room === room.id);
  return cleanName(state?.title ?? entry?.title ?? "") || room.id;
}
