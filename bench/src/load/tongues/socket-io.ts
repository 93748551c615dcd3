import { cafeId, userId } from "../../../peers/cafe-ids.ts";
import { NUMBER_SLOT } from "../../message-text.ts";
import { Phrase } from "../phrase.ts";
import { WireSocket } from "../wire-socket.ts";
import { roomName, startsWith, type Door, type Seat, type Tongue } from "./tongue.ts";

/** An answered event is `42<id>[…]`, its answer `43<id>[…]` (Engine.IO message, Socket.IO event and ack). */
const ANSWER = Buffer.from("43");

const base = {
  prepare: () => Promise.resolve(),
  /** Rejoining brings the newest messages, whatever one has. */
  bookmark: () => Promise.resolve(""),
  catchUp: ({ room }: Seat) => `42["rejoin","${roomName(room)}"]`,
  acknowledges: (bytes: Uint8Array, start: number) => startsWith(bytes, start, ANSWER),
};

export const socketIo: Tongue = {
  ...base,
  connect: (door) => connect(door, {}),
  async enter(socket, { room }) {
    await socket.ask(`420["join","${roomName(room)}"]`, "430[");
  },
  phrase: ({ room }, text) => new Phrase(`42["message","${roomName(room)}","${text}"]`),
};

/** The events of seed 004. */
export const cafe: Tongue = {
  ...base,
  connect: (door, { who }) => connect(door, { userId: userId(who) }),
  async enter(socket, { room }) {
    await socket.ask(`420["join:cafe",{"cafeId":"${cafeId(room)}"}]`, "430[");
  },
  phrase: ({ room }: Seat, text) =>
    new Phrase(`42${NUMBER_SLOT}["message:send",${JSON.stringify({ cafeId: cafeId(room), content: text })}]`),
};

async function connect(door: Door, auth: object): Promise<WireSocket> {
  const socket = await WireSocket.open(door.port, "/socket.io/?EIO=4&transport=websocket", "0{");
  await socket.ask(`40${JSON.stringify(auth)}`, "40{");
  return socket;
}
