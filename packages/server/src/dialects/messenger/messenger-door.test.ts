import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect } from "node:net";
import { SOCKET_BOUNDS } from "../../connection/native-door.ts";
import { Origins } from "../../identity/origins.ts";
import { QueueArchive } from "../../queues/queue-archive.ts";
import { parlorInFolder, type ParlorInFolder } from "../../testing/parlor-in-folder.ts";
import { askingOf } from "../asking.ts";
import { MessengerDoor, type MessengerSocketData } from "./messenger-door.ts";

let inFolder: ParlorInFolder;
let door: MessengerDoor;
let server: Bun.Server<MessengerSocketData>;

beforeAll(async () => {
  inFolder = await parlorInFolder();
  const { ask, engine, household, streams } = inFolder.parlor;
  const house = {
    ask: askingOf(ask),
    household,
    streams,
    archive: new QueueArchive(streams, engine.store),
    newId: engine.newId,
    later: () => () => undefined,
  };
  const origins = new Origins({ allowed: [], publicUrl: undefined, onLoopback: true });
  door = new MessengerDoor(house, { origins, onLoopback: true });
  server = Bun.serve<MessengerSocketData>({
    port: 0,
    hostname: "127.0.0.1",
    fetch: (request, bun) => door.upgrade(request, bun),
    websocket: { ...SOCKET_BOUNDS, ...door.webSocket },
  });
});
afterAll(async () => {
  await server.stop(true);
  await inFolder.close();
});

/** A peer that answers nothing, and all the bytes it ever got. */
async function deaf() {
  const socket = connect(Number(server.port), "127.0.0.1");
  let bytes = Buffer.alloc(0);
  const waiting = new Set<() => void>();
  socket.on("data", (more: Buffer) => {
    bytes = Buffer.concat([bytes, more]);
    for (const wake of waiting) wake();
  });
  const hears = async (part: Uint8Array) => {
    while (!bytes.includes(part)) await new Promise<void>((resolve) => waiting.add(resolve));
  };
  socket.write(
    "GET /connect HTTP/1.1\r\nHost: parlor\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  await hears(Buffer.from("\r\n\r\n"));
  return { hears, end: () => socket.destroy() };
}

const PING = Uint8Array.of(0x89, 0x00);
const PONG = Uint8Array.of(0x8a, 0x00);

test("[messenger 11] whoever does not answer pings is asked once and kept; whoever does is left to their answers", async () => {
  const silent = await deaf();
  await silent.hears(PING);
  expect(door.keepThose()).toBe(1);
  await silent.hears(PONG);

  const browser = new WebSocket(server.url.href.replace("http", "ws"));
  await new Promise((resolve) => browser.addEventListener("open", resolve));
  // A browser answers without a word of its page.
  while (door.keepThose() > 1) await new Promise((resolve) => setImmediate(resolve));
  expect(door.keepThose()).toBe(1);
  silent.end();
  while (door.keepThose() > 0) await new Promise((resolve) => setImmediate(resolve));
  browser.close();
});
