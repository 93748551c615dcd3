import { roomStream, type StreamName } from "@parlor/protocol";
import { type RoomState, type Sight, sightOf } from "@parlor/rules";
import type { Person } from "../identity/person.ts";

export interface Viewing {
  readonly person: Person | undefined;
  since?(stream: StreamName): number | undefined;
}

/** What somebody who watches a room may hear of it. */
export function viewerSight(room: RoomState, viewing: Viewing): Sight {
  const { person } = viewing;
  const member = person && room.members.get(person.user.id);
  const since = viewing.since?.(roomStream(room.id));
  return sightOf(room, { member, server: person?.server ?? false, since });
}
