import type { RoomTimeline } from "@parlor/client";

const MANY = 1_000;
const KEPT = 300;

/** Up to where nobody needs the rows of a room that one sees the end of. What is new stays, down to its line. */
export function letGoBefore({ rows, divider }: Pick<RoomTimeline, "rows" | "divider">): number | undefined {
  if (rows.length <= MANY || (divider && divider.unread > 0)) return undefined;
  const first = rows.slice(-KEPT).find((row) => row.kind !== "hole");
  return first?.seq;
}
