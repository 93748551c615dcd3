import { type Member, type RoomEvent, type StoredEvent, SYSTEM, WITHHELD } from "@parlor/protocol";
import { has } from "./can.ts";
import { isRevision } from "./message.ts";
import type { RoomState } from "./room-state.ts";

export interface Reader {
  readonly member: Member | undefined;
  readonly server: boolean;
  /** Somebody who only looks on: the head when they began to. */
  readonly since?: number | undefined;
}

/**
 * The first seq that somebody may read, for every way of reading: pages, resume, search, export. Who only looks on
 * in a room whose history begins with one's joining reads what comes from now on and nothing from before.
 */
export function readableFrom({ kind }: RoomState, { member, server, since }: Reader): number {
  if (server || kind.history.visible === "always") return 1;
  return member?.joinedSeq ?? (since === undefined ? Number.POSITIVE_INFINITY : since + 1);
}

/** What one person may read of a room's log. */
export interface Sight {
  readonly from: number;
  /** What was looked for in the collection, and what was found. */
  readonly searches: boolean;
}

export const WHOLE_SIGHT: Sight = { from: 1, searches: true };

/** Who searches does it for the conversation, and what the other side hears of it is what they share. */
export function sightOf(room: RoomState, reader: Reader): Sight {
  const { kind } = room;
  const from = readableFrom(room, reader);
  const { member, server } = reader;
  const searches = server || kind.catalog === undefined || (member ? has(member, kind, "panel.search") : false);
  return from === 1 && searches ? WHOLE_SIGHT : { from, searches };
}

/** What changes a message is a part of that message, and read by whoever reads that. */
export function isReadable(event: RoomEvent | StoredEvent, { from, searches }: Sight): boolean {
  if (event.type === "searched" && !searches) return false;
  return (isRevision(event) ? event.data.target : event.seq) >= from;
}

/** Whether people of the room may read this event differently. Of most events and kinds that is never so. */
export function isReadBySome({ kind }: RoomState, event: RoomEvent | StoredEvent): boolean {
  return event.type === "searched" || (kind.history.visible === "from-join" && isRevision(event));
}

/** What its place holds for somebody who may not read it: a log without holes, and nothing else. */
export function withheld({ seq, id, at }: RoomEvent | StoredEvent): StoredEvent {
  return { seq, id, type: WITHHELD, at, actor: SYSTEM, data: {} };
}

/** The state of a room for somebody who reads from a seq on: of earlier messages nothing is in it but their number. */
export function stateReadFrom(room: RoomState, from: number): RoomState {
  return from > 1 && room.shared.length > 0 ? { ...room, shared: [] } : room;
}
