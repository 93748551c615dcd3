import type { Socket } from "bun";
import { clientFrame, FrameReader, OPCODE, type FrameHandler } from "./frames.ts";

const ANSWER_WITHIN_MS = 30_000;
const ENGINE_IO_PING = "2".charCodeAt(0);
const ENGINE_IO_PONG = clientFrame("3");

/** A WebSocket client on a bare TCP socket: it hands on bytes and makes no strings, so that the load stays lighter than the server. */
export class WireSocket {
  /** Gets every text frame. Set it once the talk of the set-up is over. */
  onFrame: FrameHandler = () => {};
  /** Called after all frames of one read. */
  onTurn: () => void = () => {};
  /** Called when the server hung up. */
  onLost: (reason: string) => void = () => {};

  readonly #reader = new FrameReader((bytes, start, end, opcode) => this.#receive(bytes, start, end, opcode));
  #tcp: Socket<WireSocket> | undefined;
  #upgrade: { readonly done: () => void; readonly failed: (error: Error) => void } | undefined;
  #handshake = "";
  #unsent: Uint8Array[] = [];
  #closing = false;

  /** Resolves after the upgrade; with `greeting`, after the first frame that starts so. */
  static async open(port: number, path: string, greeting?: string): Promise<WireSocket> {
    const socket = new WireSocket();
    const greeted = greeting === undefined ? undefined : socket.expect(greeting);
    const upgraded = new Promise<void>((done, failed) => (socket.#upgrade = { done, failed }));
    socket.#tcp = await Bun.connect({ hostname: "127.0.0.1", port, data: socket, socket: TCP_HANDLERS });
    socket.#tcp.setNoDelay(true);
    socket.send(upgradeRequest(port, path));
    await upgraded;
    await greeted;
    return socket;
  }

  send(bytes: Uint8Array): void {
    if (this.#unsent.length > 0) {
      this.#unsent.push(bytes);
      return;
    }
    const written = this.#tcp?.write(bytes) ?? 0;
    if (written < bytes.length) this.#unsent.push(bytes.subarray(Math.max(0, written)));
  }

  /** Says something and resolves with the first frame whose text starts with `answer`. Other frames are let go. */
  ask(text: string, answer: string): Promise<string> {
    const answered = this.expect(answer);
    this.send(clientFrame(text));
    return answered;
  }

  expect(answer: string): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const timer = setTimeout(
      () => reject(new Error(`no answer "${answer}…" within ${ANSWER_WITHIN_MS} ms`)),
      ANSWER_WITHIN_MS,
    );
    const listening = this.onFrame;
    this.onLost = (reason) => reject(new Error(`hung up while waiting for "${answer}…": ${reason}`));
    this.onFrame = (bytes, start, end) => {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
      if (!text.startsWith(answer)) return;
      clearTimeout(timer);
      this.onFrame = listening;
      resolve(text);
    };
    return promise;
  }

  close(): void {
    this.#closing = true;
    this.#tcp?.end();
  }

  received(chunk: Uint8Array): void {
    if (this.#upgrade) this.#finishUpgrade(Buffer.from(chunk));
    else this.#reader.push(chunk);
    this.onTurn();
  }

  drained(): void {
    const waiting = this.#unsent;
    this.#unsent = [];
    for (const bytes of waiting) this.send(bytes);
  }

  lost(reason: string): void {
    this.#upgrade?.failed(new Error(`the upgrade failed: ${reason}`));
    if (!this.#closing) this.onLost(reason);
  }

  #finishUpgrade(chunk: Buffer): void {
    this.#handshake += chunk.toString("latin1");
    const headerEnd = this.#handshake.indexOf("\r\n\r\n");
    if (headerEnd < 0) return;

    const upgrade = this.#upgrade;
    this.#upgrade = undefined;
    if (!this.#handshake.startsWith("HTTP/1.1 101")) {
      upgrade?.failed(new Error(`the upgrade was answered with ${this.#handshake.slice(0, 60)}`));
      return;
    }
    upgrade?.done();
    const early = Buffer.from(this.#handshake.slice(headerEnd + 4), "latin1");
    this.#handshake = "";
    this.#reader.push(early);
  }

  #receive(bytes: Uint8Array, start: number, end: number, opcode: number): void {
    if (opcode === OPCODE.ping) this.send(clientFrame(bytes.slice(start, end), OPCODE.pong));
    else if (opcode === OPCODE.close) this.lost(closeReason(bytes, start, end));
    else if (end - start === 1 && bytes[start] === ENGINE_IO_PING) this.send(ENGINE_IO_PONG);
    else this.onFrame(bytes, start, end, opcode);
  }
}

const TCP_HANDLERS = {
  data: (tcp: Socket<WireSocket>, chunk: Uint8Array) => tcp.data.received(chunk),
  drain: (tcp: Socket<WireSocket>) => tcp.data.drained(),
  close: (tcp: Socket<WireSocket>) => tcp.data.lost("the connection ended"),
  error: (tcp: Socket<WireSocket>, error: Error) => tcp.data.lost(error.message),
};

function upgradeRequest(port: number, path: string): Buffer {
  return Buffer.from(
    [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Key: cGFybG9yLWJlbmNoLWtleQ==",
      "Sec-WebSocket-Version: 13",
      "\r\n",
    ].join("\r\n"),
  );
}

function closeReason(bytes: Uint8Array, start: number, end: number): string {
  const code = end - start >= 2 ? bytes[start]! * 256 + bytes[start + 1]! : 1005;
  return `close ${code} ${Buffer.from(bytes.slice(start + 2, end)).toString()}`;
}
