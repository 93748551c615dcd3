import {
  BOUNDS,
  CLOSE,
  type CloseReason,
  type Command,
  type FrameId,
  type Hello,
  type HelloReply,
  isInboxStream,
  isRoomStream,
  type Refusal,
  type RefusalCode,
  refusal,
  type Status,
  type StreamName,
  streamSubject,
} from "@parlor/protocol";
import type { Ask } from "../commands/handlers.ts";
import type { View } from "../commands/engine.ts";
import { toJson } from "../encoding/raw-json.ts";
import { meOf, type Person } from "../identity/person.ts";
import { type Outcome, refused } from "../outcome.ts";
import type { Expiries } from "./expiries.ts";
import { FrameFlood } from "./frame-flood.ts";
import { readCommand } from "./read-command.ts";
import { Turns } from "./turns.ts";

/** The part of Bun's socket that a connection uses. */
export interface Socket {
  send(frame: string): number;
  cork(act: () => void): void;
  close(code: number, reason: string): void;
  subscribe(topic: string): void;
  unsubscribe(topic: string): void;
  publish(topic: string, frame: string): number;
  getBufferedAmount(): number;
}

/** Who stands behind the door: a connection knows sockets and frames, and asks here about everything else. */
export interface Household {
  readonly ask: Ask;
  greet(hello: Hello, cookie: string | undefined): Promise<Outcome<{ person: Person; reply: HelloReply }>>;
  renew(token: string, person: Person): Promise<Outcome<Person>>;
  entered(person: Person, view: View): void;
  left(person: Person, view: View): void;
  stoppedWatching(person: Person, view: View, stream: StreamName): void;
  readonly expiries: Pick<Expiries, "add" | "remove">;
  /** A request besides a connection: too many of one person are refused, over all doors. */
  tooMany(person: Person): Refusal | undefined;
  refused(code: RefusalCode): void;
  reportBug(error: unknown, context: { readonly command: string; readonly user: string | undefined }): void;
  now(): number;
}

const MAX_WAITING = 1_000;
/** Long answers pause here, well before the reader would be taken for one who stopped. */
const PAUSE_ABOVE_BYTES = 256 * 1024;
const NOTHING: ReadonlySet<StreamName> = new Set();

/** Commands after which the following ones mean something else. */
const HOLDS_UP_OTHERS: ReadonlySet<Command["name"]> = new Set<Command["name"]>([
  "hello",
  "refresh_token",
  "create_room",
  "join_room",
  "leave_room",
  "set_member",
  "open_room",
  "close_view",
  "resume",
]);

/** One socket's life: read a frame, ask, answer, keep alive, let go. */
export class Connection implements View {
  readonly #socket: Socket;
  readonly #household: Household;
  readonly #cookie: string | undefined;
  readonly #turns = new Turns(MAX_WAITING);
  readonly #flood = new FrameFlood();
  /** Made when it is needed: most connections of a large server only wait. */
  #watched: Set<StreamName> | undefined;
  #since: Map<StreamName, number> | undefined;
  status: Status = "online";
  #person: Person | undefined;
  #helloTimer: Timer | undefined;
  #closed = false;
  #outgoing: string[] | undefined;
  #waitingForReader: (() => void)[] | undefined;

  constructor(socket: Socket, household: Household, cookie: string | undefined) {
    this.#socket = socket;
    this.#household = household;
    this.#cookie = cookie;
    this.#helloTimer = setTimeout(
      () => this.#hangUp("helloLate", "Say hello within ten seconds."),
      BOUNDS.helloWithinMs,
    );
  }

  get person(): Person | undefined {
    return this.#person;
  }

  /** Resolves when the frame is answered. */
  receive(text: string): void {
    const flood = this.#person?.server ? "fine" : this.#flood.judge(this.#household.now());
    if (flood === "hopeless" || this.#turns.full)
      return this.#hangUp("tooManyFrames", "Too many frames. Come back slower.");

    const read = readCommand(text);
    if (!read.ok) return this.#refuse(read.id, read.refusal);
    if (flood !== "fine")
      return this.#refuse(
        read.id,
        refusal("too_fast", "You are asking too much at once. Wait a moment.", flood.waitMs),
      );

    const { id, command } = read;
    this.#turns.take(HOLDS_UP_OTHERS.has(command.name), () => this.#carryOut(id, command));
  }

  /** The socket is gone, whoever closed it. */
  closed(): void {
    this.#closed = true;
    clearTimeout(this.#helloTimer);
    this.#outgoing = undefined;
    this.caughtUp();
    const person = this.#person;
    if (!person) return;
    if (person.expiresAt !== undefined) this.#household.expiries.remove(person.expiresAt, this);
    this.#household.left(person, this);
    this.#watched = undefined;
  }

  /** The reader has taken all that waited. */
  caughtUp(): void {
    const waiting = this.#waitingForReader ?? [];
    this.#waitingForReader = undefined;
    for (const resolve of waiting) resolve();
  }

  hangUp(reason: CloseReason, sentence: string): void {
    this.#hangUp(reason, sentence);
  }

  get waitingBytes(): number {
    return this.#closed ? 0 : this.#socket.getBufferedAmount();
  }

  isWatching(stream: StreamName): boolean {
    return (this.#watched?.has(stream) ?? false) || this.#isOwnInbox(stream);
  }

  get watched(): ReadonlySet<StreamName> {
    return this.#watched ?? NOTHING;
  }

  expire(): void {
    this.#hangUp("tokenExpired", "The token has expired. Come back with a new one.");
  }

  watch(stream: StreamName, since?: number): boolean {
    // The hub brings what is in one's own inbox.
    if (this.#isOwnInbox(stream)) return true;
    this.#watched ??= new Set();
    if (this.#closed || this.#watched.size >= BOUNDS.roomsPerConnection) return false;
    this.#watched.add(stream);
    if (since !== undefined) (this.#since ??= new Map()).set(stream, since);
    this.#socket.subscribe(stream);
    return true;
  }

  since(stream: StreamName): number | undefined {
    return this.#since?.get(stream);
  }

  unwatch(stream: StreamName): void {
    this.#watched?.delete(stream);
    this.#since?.delete(stream);
    if (!this.#closed) this.#socket.unsubscribe(stream);
  }

  closeView(stream: StreamName, message: string): void {
    this.unwatch(stream);
    if (this.#person && isRoomStream(stream)) this.#household.stoppedWatching(this.#person, this, stream);
    this.send(JSON.stringify({ type: "view_closed", payload: { stream, code: "not_a_member", message } }));
  }

  publish(stream: StreamName, frame: string): boolean {
    if (this.#closed) return false;
    this.#socket.publish(stream, frame);
    return true;
  }

  hear(frame: string): void {
    this.send(frame);
  }

  hearNow(frame: string): void {
    this.send(frame);
    this.#flush();
  }

  send(frame: string): void {
    if (this.#closed) return;
    if (this.#outgoing) {
      this.#outgoing.push(frame);
      return;
    }
    // All that this turn has for this socket goes out in one write.
    this.#outgoing = [frame];
    queueMicrotask(() => this.#flush());
  }

  untilRead(): Promise<void> | undefined {
    this.#flush();
    if (this.#closed || this.#socket.getBufferedAmount() <= PAUSE_ABOVE_BYTES) return undefined;
    const waiting = (this.#waitingForReader ??= []);
    return new Promise((resolve) => waiting.push(resolve));
  }

  #flush(): void {
    const frames = this.#outgoing;
    this.#outgoing = undefined;
    if (this.#closed || !frames) return;
    this.#socket.cork(() => {
      for (const frame of frames) this.#socket.send(frame);
    });
  }

  #isOwnInbox(stream: StreamName): boolean {
    return isInboxStream(stream) && streamSubject(stream) === this.#person?.user.id;
  }

  async #carryOut(id: FrameId | undefined, command: Command): Promise<void> {
    if (this.#closed) return;
    // The one place where what failed is caught: the world's failures and our own bugs look the same from outside.
    let outcome: Outcome<unknown>;
    try {
      outcome = await this.#answer(command);
    } catch (error) {
      this.#household.reportBug(error, { command: command.name, user: this.#person?.user.id });
      outcome = refused(refusal("server_error", "Something went wrong on the server. Try again in a moment."));
    }
    if (!outcome.ok) this.#refuse(id, outcome.refusal);
    else if (id !== undefined)
      this.send(`{"type":"reply","id":${JSON.stringify(id)},"payload":${toJson(outcome.reply)}}`);
  }

  #answer(command: Command): Outcome<unknown> | Promise<Outcome<unknown>> {
    const person = this.#person;
    if (command.name === "hello") {
      return person ? refused(refusal("hello_twice", "You have said hello already.")) : this.#greet(command.payload);
    }
    if (!person) return refused(refusal("hello_first", "Say hello first."));
    if (command.name === "refresh_token") return this.#renew(command.payload.token, person);
    return this.#household.ask(command, { person, view: this });
  }

  async #greet(hello: Hello): Promise<Outcome<unknown>> {
    const greeted = await this.#household.greet(hello, this.#cookie);
    if (!greeted.ok || this.#closed) return greeted;

    const { person, reply } = greeted.reply;
    this.#become(person);
    this.#household.entered(person, this);
    return { ok: true, reply };
  }

  async #renew(token: string, person: Person): Promise<Outcome<unknown>> {
    const renewed = await this.#household.renew(token, person);
    if (!renewed.ok) return renewed;
    this.#become(renewed.reply);
    return {
      ok: true,
      reply: {
        user: meOf(renewed.reply),
        ...(renewed.reply.expiresAt !== undefined && { expiresAt: renewed.reply.expiresAt }),
      },
    };
  }

  #become(person: Person): void {
    const { expiries } = this.#household;
    if (this.#person?.expiresAt !== undefined) expiries.remove(this.#person.expiresAt, this);
    this.#person = person;
    clearTimeout(this.#helloTimer);
    this.#helloTimer = undefined;
    if (person.expiresAt !== undefined) expiries.add(person.expiresAt, this);
  }

  #refuse(id: FrameId | undefined, why: Refusal): void {
    this.#household.refused(why.code);
    this.send(JSON.stringify({ type: "refusal", ...(id !== undefined && { id }), payload: why }));
  }

  #hangUp(reason: CloseReason, sentence: string): void {
    if (this.#closed) return;
    this.#flush();
    this.#socket.close(CLOSE[reason], sentence);
  }
}
