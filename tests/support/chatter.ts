import type { CommandName, PayloadInput, Refusal, Reply, ServerFrame, StoredEvent } from "@parlor/protocol";
import { tokenOf } from "./tokens.ts";

/** The server said no. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.message}`);
    this.refusal = refusal;
  }
}

/** The connection ended before the answer came. */
export class Hungup extends Error {}

type Of<Type extends ServerFrame["type"]> = Extract<ServerFrame, { type: Type }>;
export type Signal = Of<"signal">["payload"];

interface Asking {
  resolve(payload: never): void;
  reject(error: Error): void;
}

/** Somebody with a plain WebSocket and no SDK: says exactly what the test says, and keeps all they hear. */
export class Chatter {
  readonly #socket: WebSocket;
  readonly #asked = new Map<number | string, Asking>();
  readonly #waiting = new Set<() => void>();
  readonly frames: ServerFrame[] = [];
  /** Hears every frame before anybody who waits for an answer. */
  onFrame: (frame: ServerFrame) => void = () => {};
  /** How the connection ended. */
  readonly closed: Promise<{ code: number; reason: string }>;
  isClosed = false;
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#hear(JSON.parse(String(data)) as ServerFrame));
    this.closed = new Promise((resolve) => {
      socket.addEventListener("close", ({ code, reason }) => {
        this.isClosed = true;
        for (const asking of this.#asked.values()) asking.reject(new Hungup(`closed with ${code}`));
        this.#asked.clear();
        this.#wake();
        resolve({ code, reason });
      });
    });
  }

  /** Connected, and nothing said yet. */
  static async connect(door: string, headers: Readonly<Record<string, string>> = {}): Promise<Chatter> {
    // Bun takes what browsers have no place for.
    const socket = new WebSocket(door, { headers } as Bun.WebSocketOptions as string[]);
    const chatter = new Chatter(socket);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve());
      socket.addEventListener("close", () => reject(new Hungup("could not connect")));
    });
    return chatter;
  }

  static async hello(door: string, token: string): Promise<Chatter> {
    const chatter = await Chatter.connect(door);
    await chatter.ask("hello", { token });
    return chatter;
  }

  static as(door: string, user: string, claims: Readonly<Record<string, unknown>> = {}): Promise<Chatter> {
    return Chatter.hello(door, tokenOf(user, claims));
  }

  ask<Name extends CommandName>(type: Name, payload: PayloadInput<Name>): Promise<Reply<Name>> {
    const id = ++this.#lastId;
    const answer = new Promise<Reply<Name>>((resolve, reject) => {
      if (this.isClosed) reject(new Hungup("is closed"));
      else this.#asked.set(id, { resolve, reject });
    });
    this.raw(JSON.stringify({ type, id, payload }));
    return answer;
  }

  /** Asks for what should be refused, and gives the refusal. */
  async refused<Name extends CommandName>(type: Name, payload: PayloadInput<Name>): Promise<Refusal> {
    try {
      await this.ask(type, payload);
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
    throw new Error(`${type} was not refused`);
  }

  /** Whatever bytes; the answer, if any, is the next frame. */
  raw(frame: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(frame);
  }

  /** The refusal that comes next after whatever was said. */
  async refusalOf(frame: string): Promise<Refusal> {
    const from = this.frames.length;
    this.raw(frame);
    return (await this.find("refusal", () => true, from)).payload;
  }

  /** The first frame of this type, from `from` on, for which `holds`; waits for it if need be. */
  async find<Type extends ServerFrame["type"]>(
    type: Type,
    holds: (frame: Of<Type>) => boolean = () => true,
    from = 0,
  ): Promise<Of<Type>> {
    for (let at = from; ; at++) {
      while (at >= this.frames.length) await this.#more();
      const frame = this.frames[at]!;
      if (frame.type === type && holds(frame as Of<Type>)) return frame as Of<Type>;
    }
  }

  /** Waits until `holds`, asked again after every frame. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await this.#more();
  }

  /** When this is answered, everything the server had for this connection before is here. */
  async settled(): Promise<void> {
    await this.ask("set_status", { status: "online" });
  }

  events(stream: string): StoredEvent[] {
    return this.frames.flatMap((frame) =>
      frame.type === "events" && frame.payload.stream === stream ? frame.payload.events : [],
    );
  }

  signals(kind: Signal["kind"]): Signal[] {
    return this.frames.flatMap((frame) =>
      frame.type === "signal" && frame.payload.kind === kind ? frame.payload : [],
    );
  }

  async leave(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }

  #hear(frame: ServerFrame): void {
    this.frames.push(frame);
    this.onFrame(frame);
    if (frame.type === "reply" || (frame.type === "refusal" && frame.id !== undefined)) {
      const asking = this.#asked.get(frame.id ?? "");
      this.#asked.delete(frame.id ?? "");
      if (frame.type === "reply") asking?.resolve(frame.payload as never);
      else asking?.reject(new Refused(frame.payload));
    }
    this.#wake();
  }

  #more(): Promise<void> {
    if (this.isClosed) throw new Hungup("closed while the test waited for a frame");
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}

let keys = 0;
/** A key that no other act has. */
export const newKey = (): string => `key-${++keys}-${Bun.randomUUIDv7()}`;

/** As often as it takes: for what is once-only, or only looks. */
export async function persistently<Result>(act: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Hungup)) throw error;
    }
  }
}
