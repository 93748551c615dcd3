import { createHmac } from "node:crypto";
import { NUMBER_SLOT } from "../../message-text.ts";
import { Phrase } from "../phrase.ts";
import { WireSocket } from "../wire-socket.ts";
import { type Door, roomName, type Seat, startsWith, type Tongue } from "./tongue.ts";

const REPLY = Buffer.from('{"type":"reply"');
const HOST = { who: 0, room: 0, speaks: true };
const LONG_ENOUGH_SECONDS = 3_600;

/** Parlor's native door, with everything a client has to do there: a signed token, a room of a kind, a key for each message. */
export const parlor: Tongue = {
  async prepare(door, rooms, kind = "community") {
    const host = await this.connect(door, HOST);
    for (let room = 0; room < rooms; room += 1) {
      const named = { room: roomName(room), title: roomName(room) };
      await host.ask(frame("create_room", { key: `create-${room}`, kind, ...named }), replyTo("create_room"));
    }
    host.close();
  },

  async connect(door, seat) {
    const token = tokenOf(door, seat);
    const socket = await WireSocket.open(door.port, "/v1/connect");
    await socket.ask(frame("hello", { token }), replyTo("hello"));
    return socket;
  },

  async enter(socket, { room }) {
    await openRoom(socket, room);
  },

  /** A key has the length of the UUID that the SDK makes. */
  phrase: ({ who, room }, text) =>
    new Phrase(
      `{"type":"send_message","id":${NUMBER_SLOT},"payload":{"room":"${roomName(room)}",` +
        `"key":"${NUMBER_SLOT}-0000-7000-8000-${String(who).padStart(12, "0")}","text":"${text}"}}`,
    ),

  async bookmark(socket, { room }) {
    const { epoch, head } = await openRoom(socket, room);
    return JSON.stringify({ epoch, seq: head });
  },

  catchUp: ({ room }, bookmark) =>
    `{"type":"resume","id":"resume","payload":{"cursors":{"room:${roomName(room)}":${bookmark}}}}`,

  acknowledges: (bytes, start) => startsWith(bytes, start, REPLY),
};

export interface OpenedRoom {
  readonly epoch: string;
  readonly head: number;
  readonly state: Readonly<Record<string, unknown>>;
}

export async function openRoom(socket: WireSocket, room: number): Promise<OpenedRoom> {
  const reply = await socket.ask(frame("open_room", { room: roomName(room) }), replyTo("open_room"));
  return (JSON.parse(reply) as { payload: OpenedRoom }).payload;
}

const frame = (type: string, payload: object): string => JSON.stringify({ type, id: type, payload });
const replyTo = (type: string): string => `{"type":"reply","id":"${type}"`;

/** Whoever returns has their token already: signing is the host app's work, and no client's. */
const given = new Map<string, string>();

export function tokenOf({ secret }: Pick<Door, "secret">, { who, speaks }: Pick<Seat, "who" | "speaks">): string {
  const holder = `${secret} ${who} ${speaks}`;
  const token =
    given.get(holder) ?? sign(secret, { sub: `user-${who}`, name: `User ${who}`, ...(speaks && { scope: "server" }) });
  given.set(holder, token);
  return token;
}

function sign(secret: string, claims: object): string {
  const exp = Math.floor(Date.now() / 1000) + LONG_ENOUGH_SECONDS;
  const signed = [
    { alg: "HS256", typ: "JWT" },
    { ...claims, exp },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}
