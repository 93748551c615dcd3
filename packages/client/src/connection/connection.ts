import type {
  CommandName,
  Hello,
  HelloReply,
  Me,
  PayloadInput,
  RefusalCode,
  Reply,
  ServerFrame,
  Status,
} from "@parlor/protocol";
import type { Clock } from "../clock.ts";
import { createSource, type Source } from "../observable.ts";
import { Asks } from "./asks.ts";
import { type ConnectionEvent, type ConnectionState, next } from "./connection-state.ts";
import { readFrame } from "./read-frame.ts";

/** What the SDK needs of a WebSocket: the browser's, Node's, Bun's and React Native's all have it. */
export interface Socket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(frame: string): void;
  close(code?: number): void;
}
export type SocketConstructor = new (url: string) => Socket;

/** Who says hello. Asked anew for every connection, since a token may have run out. */
export interface Greeter {
  hello(): Promise<Hello>;
  /** The server did not take the last hello. True when another may fare better. */
  rejected(code?: RefusalCode): boolean;
}

export interface ConnectionOptions {
  readonly url: string;
  readonly WebSocket: SocketConstructor;
  readonly greeter: Greeter;
  readonly clock: Clock;
  readonly random: () => number;
  readonly status: () => Status;
  /** A newer token may let one do more or less. */
  readonly me: Source<Me | undefined>;
  /** Called once for each connection that the server welcomed. */
  readonly online: (reply: HelloReply) => void;
  /** Every frame that is not an answer. */
  readonly frame: (frame: Exclude<ServerFrame, { type: "reply" | "refusal" }>) => void;
  readonly report: (error: unknown) => void;
}

const GREET_WITHIN_MS = 15_000;
/** What a socket is said to have closed with when it only fell silent (RFC 6455, 7.1.5). */
const LOST = 1006;
const PROBE_AFTER_WAKING_MS = 5_000;

/** One socket after another. It decides nothing: it obeys connection-state.ts. */
export class Connection {
  readonly state = createSource<ConnectionState>({ name: "idle" });
  readonly #options: ConnectionOptions;
  readonly #asks: Asks;
  #socket: Socket | undefined;
  #hello: Hello = {};
  #welcome: HelloReply | undefined;
  #serverAheadMs = 0;
  /** Which attempt is under way; what an older one still brings is ignored. */
  #attempt = 0;
  #framesHeard = 0;
  #timers: (() => void)[] = [];

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#asks = new Asks(options.clock, (frame) => {
      if (this.isOnline) this.#socket?.send(frame);
    });
  }

  get isOnline(): boolean {
    return this.state.get().name === "online";
  }

  connect(): void {
    this.#dispatch({ type: "connect" });
  }

  disconnect(): void {
    this.#dispatch({ type: "disconnect" });
  }

  /** The machine may have been away: do not wait any longer, and do not believe a socket that says it is open. */
  wake(): void {
    this.#dispatch({ type: "retry" });
    if (this.isOnline) this.#probe(PROBE_AFTER_WAKING_MS);
  }

  /** What the server's clock shows, as nearly as is known. */
  readonly serverNow = (): number => this.#options.clock.now() + this.#serverAheadMs;

  /** Answered, however many connections it takes. Rejects when refused, and when the connection is given up. */
  ask<Name extends CommandName>(name: Name, payload: PayloadInput<Name>): Promise<Reply<Name>> {
    return this.#asks.ask(name, payload, true) as Promise<Reply<Name>>;
  }

  /** Asked of this connection only: rejects with `Unanswered` when it ends or stays silent. */
  askOnce<Name extends CommandName>(name: Name, payload: PayloadInput<Name>): Promise<Reply<Name>> {
    return this.#asks.ask(name, payload, false) as Promise<Reply<Name>>;
  }

  /** Worth no answer, and lost when there is no connection. */
  tell<Name extends CommandName>(name: Name, payload: PayloadInput<Name>): void {
    if (this.isOnline) this.#socket?.send(JSON.stringify({ type: name, payload }));
  }

  #dispatch(event: ConnectionEvent): void {
    const before = this.state.get();
    const after = next(before, event);
    if (after === before) return;

    this.#stopTimers();
    if (after.name !== "greeting" && after.name !== "online") this.#hangUp();
    if (before.name === "online") this.#asks.dropUnrepeatable();
    this.state.set(after);
    // A listener may have moved it on already.
    if (this.state.get() === after) this.#arrive(after);
  }

  #arrive(state: ConnectionState): void {
    switch (state.name) {
      case "connecting":
        this.#in(GREET_WITHIN_MS, () => this.#lost());
        this.#open(this.#attempt).catch(this.#options.report);
        break;
      case "greeting":
        this.#in(GREET_WITHIN_MS, () => this.#lost());
        this.#socket?.send(JSON.stringify({ type: "hello", id: "hello", payload: this.#hello }));
        break;
      case "online":
        this.#asks.repeatAll();
        if (!this.#welcome) break;
        this.#keepAlive(this.#welcome.limits.leaseMs / 2);
        this.#renewBefore(this.#welcome.expiresAt);
        this.#options.online(this.#welcome);
        break;
      case "waiting":
        this.#in(state.retryAt - this.#options.clock.now(), () => this.#dispatch({ type: "retry" }));
        break;
      case "idle":
      case "stopped":
        this.#asks.dropAll();
        break;
    }
  }

  /** A token that runs out is replaced on the live socket. If that fails, the server closes and one comes back. */
  #renewBefore(expiresAt: number | undefined): void {
    if (!expiresAt) return;
    const leftMs = expiresAt - this.serverNow();
    // Half of it when there is little left, and never more than a timer can wait.
    const waitMs = Math.min(Math.max(leftMs - 30_000, leftMs / 2), 2e9);
    this.#in(waitMs, () => void this.#renew().catch(this.#options.report));
  }

  async #renew(): Promise<void> {
    const { token } = await this.#options.greeter.hello();
    // A page that has no other token would ask with this one, faster and faster, until its end.
    if (!token || token === this.#hello.token || !this.isOnline) return;
    this.#hello = { token };
    const { user, expiresAt } = await this.askOnce("refresh_token", { token });
    this.#options.me.set(user);
    this.#renewBefore(expiresAt);
  }

  async #open(attempt: number): Promise<void> {
    const hello = await this.#options.greeter.hello().catch(this.#options.report);
    if (attempt !== this.#attempt) return;
    if (!hello) return this.#lost();

    this.#hello = hello;
    const socket = new this.#options.WebSocket(this.#options.url);
    this.#socket = socket;
    socket.onopen = () => this.#dispatch({ type: "opened" });
    socket.onmessage = ({ data }: { data: unknown }) => this.#receive(data);
    socket.onclose = ({ code }: { code: number }) => this.#closed(code);
    // Always followed by `close`; without a handler, some runtimes treat it as fatal.
    socket.onerror = () => {};
  }

  #receive(raw: unknown): void {
    this.#framesHeard += 1;
    const frame = readFrame(raw);
    if (!frame) return;
    try {
      this.#handle(frame);
    } catch (error) {
      this.#options.report(error);
    }
  }

  #handle(frame: ServerFrame): void {
    switch (frame.type) {
      case "reply":
        if (frame.id !== "hello") return this.#asks.answered(frame.id, frame.payload);
        this.#welcome = frame.payload as HelloReply;
        this.#serverAheadMs = this.#welcome.now - this.#options.clock.now();
        return this.#dispatch({ type: "greeted", at: this.#options.clock.now() });
      case "refusal":
        if (frame.id === "hello") return this.#helloRefused(frame.payload);
        return frame.id === undefined ? undefined : this.#asks.refused(frame.id, frame.payload);
      default:
        return this.#options.frame(frame);
    }
  }

  #helloRefused({ code, retry, retryAfterMs }: Extract<ServerFrame, { type: "refusal" }>["payload"]): void {
    const again = retry === "later" || this.#options.greeter.rejected(code);
    this.#dispatch({ type: "refused", code, again, waitMs: retryAfterMs ?? 0, ...this.#nowAndChance() });
  }

  #closed(code: number): void {
    const refusedToken = code >= 4400 && this.state.get().name === "greeting" && this.#options.greeter.rejected();
    this.#dispatch({ type: "closed", code: refusedToken ? LOST : code, ...this.#nowAndChance() });
  }

  #lost(): void {
    this.#dispatch({ type: "closed", code: LOST, ...this.#nowAndChance() });
  }

  #nowAndChance(): { at: number; random: number } {
    return { at: this.#options.clock.now(), random: this.#options.random() };
  }

  #keepAlive(everyMs: number): void {
    this.#in(everyMs, () => {
      this.#probe(everyMs);
      this.#keepAlive(everyMs);
    });
  }

  /** A page cannot send a WebSocket ping, so it says something cheap and expects to hear anything at all. */
  #probe(patienceMs: number): void {
    const heard = this.#framesHeard;
    this.#socket?.send(
      JSON.stringify({ type: "set_status", id: "probe", payload: { status: this.#options.status() } }),
    );
    this.#in(patienceMs, () => this.#framesHeard === heard && this.#lost());
  }

  /** Does it later, unless the state changes first. */
  #in(delayMs: number, act: () => void): void {
    this.#timers.push(this.#options.clock.after(delayMs, act));
  }

  #stopTimers(): void {
    for (const stop of this.#timers) stop();
    this.#timers = [];
  }

  #hangUp(): void {
    this.#attempt += 1;
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;

    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(1000);
  }
}
