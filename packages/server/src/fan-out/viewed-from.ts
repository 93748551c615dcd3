import { type StreamName, roomStream } from "@parlor/protocol";
import { readableFrom, type RoomState } from "@parlor/rules";
import type { Person } from "../identity/person.ts";

export interface Reading {
  readonly person: Person | undefined;
  since?(stream: StreamName): number | undefined;
}

/** The first seq of a room that somebody who watches it may hear of. */
export function viewedFrom(room: RoomState, reading: Reading): number {
  const { person } = reading;
  if (!person) return Number.POSITIVE_INFINITY;
  return readableFrom(room, {
    member: room.members.get(person.user.id),
    server: person.server,
    since: reading.since?.(roomStream(room.id)),
  });
}
