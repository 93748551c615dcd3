import { randomBytes } from "node:crypto";

/** A WebSocket made by hand, for what no client library would do: broken frames, and never reading. */
export interface RawSocket {
  send(opcode: number, payload: Uint8Array): void;
  /** Bytes that are no frame. */
  write(bytes: Uint8Array): void;
  /** Resolves when these bytes are among the newest that came. */
  hears(text: string): Promise<void>;
  stopReading(): void;
  end(): void;
  /** The code of the close frame, or 1006 when there was none. */
  readonly closed: Promise<number>;
}

export const TEXT = 0x1;
export const BINARY = 0x2;

export async function rawSocket(door: string): Promise<RawSocket> {
  const { hostname, port, pathname, search } = new URL(door);
  let received = Buffer.alloc(0);
  const awaited = new Map<string, () => void>();
  const hears = (text: string) => new Promise<void>((resolve) => awaited.set(text, resolve));
  const open = hears("\r\n\r\n");
  let hungUp = (_code: number) => {};
  const closed = new Promise<number>((resolve) => (hungUp = resolve));

  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      data(_socket, bytes) {
        // Only the end matters: the close frame is the last thing a server says.
        received = Buffer.concat([received, bytes]).subarray(-512);
        for (const [text, resolve] of awaited) if (received.includes(text)) resolve();
      },
      close: () => hungUp(closeCode(received)),
    },
  });
  socket.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n\r\n`,
  );
  await open;
  return {
    send: (opcode, payload) => void socket.write(masked(opcode, payload)),
    write: (bytes) => void socket.write(bytes),
    hears,
    stopReading: () => socket.pause(),
    end: () => socket.terminate(),
    closed,
  };
}

function masked(opcode: number, payload: Uint8Array): Uint8Array {
  const mask = randomBytes(4);
  const length = payload.length < 126 ? Buffer.from([0x80 | payload.length]) : Buffer.from([0xfe, 0, 0]);
  if (length.length === 3) length.writeUInt16BE(payload.length, 1);
  return Buffer.concat([
    Buffer.from([0x80 | opcode]),
    length,
    mask,
    payload.map((byte, index) => byte ^ mask[index % 4]!),
  ]);
}

function closeCode(received: Buffer): number {
  const at = received.lastIndexOf(0x88);
  return at >= 0 && at + 4 <= received.length && received[at + 1]! >= 2 ? received.readUInt16BE(at + 2) : 1006;
}
