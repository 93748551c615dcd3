import { type Member, type RoomEvent, type StoredEvent, SYSTEM, WITHHELD } from "@parlor/protocol";
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

/** Whether an event may be read by somebody who reads from a seq on. What changes a message is a part of that message. */
export function isReadable(event: RoomEvent | StoredEvent, from: number): boolean {
  return (isRevision(event) ? event.data.target : event.seq) >= from;
}

/** What its place holds for somebody who may not read it: a log without holes, and nothing else. */
export function withheld({ seq, id, at }: RoomEvent | StoredEvent): StoredEvent {
  return { seq, id, type: WITHHELD, at, actor: SYSTEM, data: {} };
}

/** The state of a room for somebody who reads from a seq on: of earlier messages nothing is in it but their number. */
export function stateReadFrom(room: RoomState, from: number): RoomState {
  return from > 1 && room.shared.length > 0 ? { ...room, shared: [] } : room;
}
