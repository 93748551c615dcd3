import type { Phrase } from "../phrase.ts";
import type { WireSocket } from "../wire-socket.ts";

/** Where a server listens. `secret` signs tokens, for servers that ask for them. */
export interface Door {
  readonly port: number;
  readonly secret: string;
}

/** One client of the load: person number `who` in room number `room`. */
export interface Seat {
  readonly who: number;
  readonly room: number;
  /** This one sends without a limit. */
  readonly speaks: boolean;
}

/** How one server is spoken to. The same clients do the same things in every tongue. */
export interface Tongue {
  /** Makes rooms 0 to `rooms - 1`, where rooms must be made: communities, where rooms have kinds and nothing else is said. */
  prepare(door: Door, rooms: number, kind?: string): Promise<void>;
  /** A connection that knows who it is but has entered no room. */
  connect(door: Door, seat: Seat): Promise<WireSocket>;
  /** Resolves when everything said in the room will be heard. */
  enter(socket: WireSocket, seat: Seat): Promise<void>;
  /** The frame in which this client says a text. */
  phrase(seat: Seat, text: string): Phrase;
  /** What a client remembers of a room when it goes away. */
  bookmark(socket: WireSocket, seat: Seat): Promise<string>;
  /** What it says on its return, to be sent everything since. */
  catchUp(seat: Seat, bookmark: string): string;
  /** A frame that tells the sender that a message is accepted for good. */
  acknowledges(bytes: Uint8Array, start: number): boolean;
}

export const roomName = (room: number): string => `bench-${room}`;

/** Compares bytes without making a string. */
export function startsWith(bytes: Uint8Array, start: number, prefix: Uint8Array): boolean {
  return prefix.every((byte, n) => bytes[start + n] === byte);
}
