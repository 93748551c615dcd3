import type { RoomTimeline } from "@parlor/client";

const MANY = 1_000;
const KEPT = 300;

/** Up to where nobody needs the rows of a room that one sees the end of. What was new when one came makes them no more. */
export function letGoBefore({ rows, divider }: Pick<RoomTimeline, "rows" | "divider">): number | undefined {
  if (rows.length - (divider?.unread ?? 0) <= MANY) return undefined;
  const first = rows.slice(-KEPT).find((row) => row.kind !== "hole");
  return first?.seq;
}
