import type { RoomTimeline, Watch } from "@parlor/client";

/**
 * Whether one who sees the end of the list has seen all that can be known to be new. A room that was lost with the
 * connection still ends with what was newest then; one that is only being opened may leave out what was not looked at.
 */
export function showsAllNews(
  { isBehind, divider, holes }: Pick<RoomTimeline, "isBehind" | "divider" | "holes">,
  watch: Watch,
): boolean {
  if (!isBehind) return true;
  return watch.name === "opening" && divider !== undefined && holes.every(({ to }) => to <= divider.after);
}
