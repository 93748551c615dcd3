import { Phrase } from "../phrase.ts";
import { WireSocket } from "../wire-socket.ts";
import { parlor, tokenOf } from "./parlor.ts";
import { roomName, startsWith, type Tongue } from "./tongue.ts";

const HEARD = Buffer.from('42["new_message"');

function neverReturns(): never {
  throw new Error("a client of this dialect says nothing on its return");
}

/** Parlor's Socket.IO door, in the words of the fitness rooms. */
export const fitness: Tongue = {
  prepare: (door, rooms) => parlor.prepare(door, rooms),

  async connect(door, seat) {
    const socket = await WireSocket.open(door.port, "/socket.io/?EIO=4&transport=websocket", "0{");
    await socket.ask(`40${JSON.stringify({ dialect: "fitness", token: tokenOf(door, seat) })}`, "40{");
    return socket;
  },

  async enter(socket, { room }) {
    await socket.ask(`42["join_room",{"room":"${roomName(room)}"}]`, '42["room_joined"');
  },

  phrase: ({ room }, text) => new Phrase(`42["send_message",{"room":"${roomName(room)}","message":"${text}"}]`),
  bookmark: neverReturns,
  catchUp: neverReturns,
  acknowledges: (bytes, start) => startsWith(bytes, start, HEARD),
};
