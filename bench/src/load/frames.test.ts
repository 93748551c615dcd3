import { expect, test } from "bun:test";
import { clientFrame, FrameReader } from "./frames.ts";

const LENGTHS = [0, 1, 125, 126, 200, 65_535];

test.each([1, 2, 3, 7, 1_000, 1_000_000])("frames come out whole when the bytes come in pieces of %d", (piece) => {
  const lengths = piece < 1_000 ? LENGTHS.slice(0, 5) : [...LENGTHS, 65_536, 300_000];
  const sent = Buffer.concat(lengths.map((length, n) => serverFrame(Buffer.alloc(length, 65 + n))));
  const heard: string[] = [];
  const reader = new FrameReader((bytes, start, end) => heard.push(Buffer.from(bytes.slice(start, end)).toString()));
  for (let at = 0; at < sent.length; at += piece) reader.push(sent.subarray(at, at + piece));

  expect(heard.map((text) => text.length)).toEqual(lengths);
  expect(heard.every((text, n) => text === String.fromCharCode(65 + n).repeat(text.length))).toBe(true);
});

test("a real server reads what the load says", async () => {
  const heard = Promise.withResolvers<string>();
  using server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request, here) => (here.upgrade(request) ? undefined : new Response()),
    websocket: { message: (_socket, text) => heard.resolve(String(text)) },
  });
  const { WireSocket } = await import("./wire-socket.ts");
  const socket = await WireSocket.open(server.port ?? 0, "/");
  socket.send(clientFrame("ä".repeat(200)));
  expect(await heard.promise).toBe("ä".repeat(200));
  socket.close();
});

function serverFrame(payload: Buffer): Buffer {
  const header = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10);
  header[0] = 0x81;
  header[1] = payload.length < 126 ? payload.length : payload.length < 65_536 ? 126 : 127;
  if (header.length === 4) header.writeUInt16BE(payload.length, 2);
  if (header.length === 10) header.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([header, payload]);
}
