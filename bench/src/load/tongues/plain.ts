import { Phrase } from "../phrase.ts";
import { WireSocket } from "../wire-socket.ts";
import { roomName, type Tongue } from "./tongue.ts";

function keepsNothing(): never {
  throw new Error("a relay keeps nothing that one could return to");
}

/** Relays that have no protocol: the path names the room and a frame is a text. Hearing oneself is the acknowledgement. */
const relay = (pathOf: (room: string) => string): Tongue => ({
  prepare: () => Promise.resolve(),
  connect: (door, { room }) => WireSocket.open(door.port, pathOf(roomName(room))),
  enter: () => Promise.resolve(),
  phrase: (_seat, text) => new Phrase(text),
  bookmark: keepsNothing,
  catchUp: keepsNothing,
  acknowledges: () => true,
});

export const plain = relay((room) => `/?room=${room}`);
export const nchan = relay((room) => `/room/${room}`);
