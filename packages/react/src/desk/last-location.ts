import type { Row } from "@parlor/client";
import type { Location, UserId } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";

export interface LastLocation {
  readonly location: Location;
  readonly at: number;
}

/** Where somebody was when they last said so: with a message, or with their request. */
export function lastLocation(
  rows: readonly Row[],
  room: RoomState | undefined,
  user: UserId,
): LastLocation | undefined {
  for (const row of rows.toReversed()) {
    if (row.kind !== "message" || row.actor !== user || row.message.deleted) continue;
    if (row.message.location) return { location: row.message.location, at: row.at };
  }
  const asked = room?.about?.location;
  return room && asked ? { location: asked, at: room.createdAt } : undefined;
}
