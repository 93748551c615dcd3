import { type RoomState, type Sight, sightOf } from "@parlor/rules";
import type { Person } from "../identity/person.ts";

/** What this person may read of a room. Every way of reading asks here. */
export const personSight = (room: RoomState, { user, server }: Person): Sight =>
  sightOf(room, { member: room.members.get(user.id), server });

/** The last seq that this person may not read. */
export const historyFloor = (room: RoomState, person: Person): number => personSight(room, person).from - 1;
