import {
  CLOSE,
  type CloseReason,
  isInboxStream,
  type InboxEvent,
  type RoomEvent,
  type RoomId,
  type Status,
  type StreamName,
} from "@parlor/protocol";
import type { View } from "../../commands/engine.ts";
import { FrameFlood } from "../../connection/frame-flood.ts";
import { Turns } from "../../connection/turns.ts";
import type { Person } from "../../identity/person.ts";
import { type Act, type Actor, ACTS } from "./acts.ts";
import { ChatsShown } from "./chats-shown.ts";
import { readFrame, type SaidType } from "./frames.ts";
import type { MessengerHouse } from "./house.ts";
import { type Outlet, Reader } from "./reader.ts";
import { type Party, readSignIn, signIn } from "./sign-in.ts";
import { SAID } from "./wording.ts";

/** The part of Bun's socket that a connection uses. */
export interface MessengerSocket extends Outlet {
  send(frame: string): number;
  close(code: number, reason: string): void;
}

/** Who hears what is committed, on this server. */
export interface MessengerAudience {
  came(user: string, connection: MessengerConnection): void;
  went(user: string, connection: MessengerConnection): void;
  watches(stream: StreamName, connection: MessengerConnection): void;
  unwatches(stream: StreamName, connection: MessengerConnection): void;
}

const SIGN_IN_WITHIN_MS = 60_000;
const SILENCE_MS = 30 * 60_000;
const MAX_WAITING = 1_000;
/** Chats of one person that run at the same time. */
const MAX_CHATS = 2_000;

/** One client's life: who it is, what it asks, one thing after another, and what it has been shown. */
export class MessengerConnection implements View {
  readonly door = "messenger";
  readonly watched = new Set<StreamName>();
  status: Status = "online";
  readonly #socket: MessengerSocket;
  readonly #house: MessengerHouse;
  readonly #audience: MessengerAudience;
  readonly #turns = new Turns(MAX_WAITING);
  readonly #flood = new FrameFlood();
  readonly #reader: Reader;
  #stopWaiting: () => void;
  #heardAt = 0;
  #state: "new" | "signing in" | "signed in" | "closed" = "new";
  #actor: Actor | undefined;

  constructor(socket: MessengerSocket, house: MessengerHouse, audience: MessengerAudience) {
    this.#socket = socket;
    this.#house = house;
    this.#audience = audience;
    this.#reader = new Reader(socket);
    this.#stopWaiting = house.later(SIGN_IN_WITHIN_MS, () => this.hangUp("helloLate", "Sign in within a minute."));
  }

  get person(): Person | undefined {
    return this.#actor?.party.person;
  }

  /** A frame of the client; undefined for one that can be none. */
  receive(text: string | undefined): void {
    if (this.#state === "closed") return;
    this.#heardAt = this.#house.household.now();
    const flood = this.person?.server ? "fine" : this.#flood.judge(this.#heardAt);
    if (flood === "hopeless" || this.#turns.full) {
      return this.hangUp("tooManyFrames", "Too many frames. Come back slower.");
    }
    if (this.#state === "new") {
      this.#state = "signing in";
      return this.#turns.take(true, () => this.#guarded("sign in", () => this.#signIn(text ?? "")));
    }
    // One after another: a client that sends without waiting gets its answers in the order in which it asked.
    this.#turns.take(true, () => this.#answer(text, flood !== "fine"));
  }

  /** The socket is gone, whoever closed it. */
  closed(): void {
    this.#state = "closed";
    this.#stopWaiting();
    this.#reader.gone();
    const { person } = this;
    if (!person) return;
    const { household } = this.#house;
    if (person.expiresAt !== undefined) household.expiries.remove(person.expiresAt, this);
    household.left(person, this);
    for (const stream of this.watched) this.#audience.unwatches(stream, this);
    this.#audience.went(person.user.id, this);
    this.watched.clear();
  }

  /** The peer has taken all that waited. */
  caughtUp(): void {
    this.#reader.caughtUp();
  }

  hangUp(reason: CloseReason, sentence: string): void {
    if (this.#state === "closed") return;
    this.#socket.close(CLOSE[reason], sentence);
  }

  expire(): void {
    this.hangUp("tokenExpired", "The token has expired. Come back with a new one.");
  }

  hearRoom(room: RoomId, events: readonly RoomEvent[]): void {
    this.#actor?.chats.hear(room, events);
  }

  hearInbox(events: readonly InboxEvent[]): void {
    const chats = this.#actor?.chats;
    for (const { type, data } of events) {
      if (type === "room_added") void this.#guarded("new chat", async () => chats?.arrive(data.room));
      if (type === "room_removed") chats?.leave(data.room);
    }
  }

  get waitingBytes(): number {
    return this.#isClosed ? 0 : this.#socket.getBufferedAmount();
  }

  isWatching(stream: StreamName): boolean {
    return this.watched.has(stream);
  }

  watch(stream: StreamName): boolean {
    // What is in one's inbox is heard without this.
    if (isInboxStream(stream)) return true;
    if (this.#state === "closed" || this.watched.size >= MAX_CHATS) return false;
    this.watched.add(stream);
    this.#audience.watches(stream, this);
    return true;
  }

  unwatch(stream: StreamName): void {
    this.watched.delete(stream);
    this.#audience.unwatches(stream, this);
  }

  /** The chat's own events say so, in this client's words. */
  closeView(stream: StreamName): void {
    this.unwatch(stream);
  }

  publish(): boolean {
    return false;
  }

  /** Frames of the native door, which this one never asks for. */
  send(): void {
    return undefined;
  }

  untilRead(): Promise<void> | undefined {
    return this.#reader.untilRead();
  }

  #say(type: SaidType, payload: unknown): void {
    if (this.#state !== "closed") this.#socket.send(JSON.stringify({ type, payload }));
  }

  #fail(message: string): void {
    this.#say("error", { message });
  }

  async #signIn(frame: string): Promise<void> {
    const credentials = readSignIn(frame);
    const party =
      credentials && (await signIn(credentials, (hello, cookie) => this.#house.household.greet(hello, cookie)));
    if (this.#isClosed) return;
    if (!party) return this.hangUp("notAllowed", "Sign in with a good token, which holds the role.");
    this.#enter(party);
    if (!(await this.#actor?.chats.begin())) this.hangUp("restarting", "Come back in a moment.");
  }

  #enter(party: Party): void {
    this.#state = "signed in";
    this.#stopWaiting();
    this.#listenOn();
    const caller = { person: party.person, view: this };
    const say = (type: SaidType, payload: unknown) => this.#say(type, payload);
    const house = this.#house;
    const meanwhile = (act: () => Promise<unknown>) => void this.#guarded("history", act);
    const chats = new ChatsShown({ house, party, caller, say, meanwhile, reader: this.#reader });
    this.#actor = { house, party, caller, chats, say, hasHistories: false };
    const { expiresAt, user } = party.person;
    if (expiresAt !== undefined) house.household.expiries.add(expiresAt, this);
    this.#audience.came(user.id, this);
    house.household.entered(party.person, this);
  }

  async #answer(text: string | undefined, isFlood: boolean): Promise<void> {
    const actor = this.#actor;
    // Who does not read the answers is not asked what else they want to know.
    await this.#reader.untilRead();
    if (this.#isClosed || !actor) return;
    const asked = text === undefined ? undefined : readFrame(text);
    if (!asked) return this.#fail(SAID.malformed);
    const act = ACTS.get(asked.type);
    if (!act || (act.onlyFor ?? actor.party.side) !== actor.party.side) return this.#fail(SAID.noSuchType);
    if (isFlood) return this.#fail(act.failure);
    const wrong = await this.#tried(asked.type, act, () => act.carry(actor, asked.payload));
    if (wrong !== undefined) this.#fail(wrong);
  }

  /** Where what failed is caught: the world's failures and our own bugs look the same from outside. */
  async #tried(what: string, act: Act, carry: () => ReturnType<Act["carry"]>): Promise<string | undefined> {
    try {
      return await carry();
    } catch (error) {
      this.#house.household.reportBug(error, { command: what, user: this.person?.user.id });
      return act.failure;
    }
  }

  /** What nobody asked for has nobody to tell that it failed: the client comes back, and gets it then. */
  async #guarded(what: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#house.household.reportBug(error, { command: what, user: this.person?.user.id });
      this.hangUp("restarting", "Come back in a moment.");
    }
  }

  /** Looked at when it could be over, and not with every frame. */
  #listenOn(): void {
    const quietMs = this.#house.household.now() - this.#heardAt;
    this.#stopWaiting = this.#house.later(SILENCE_MS - quietMs, () => {
      if (this.#house.household.now() - this.#heardAt < SILENCE_MS) return this.#listenOn();
      this.#fail(SAID.timeout);
      this.hangUp("silent", "Nothing was heard of you for half an hour.");
    });
  }

  get #isClosed(): boolean {
    return this.#state === "closed";
  }
}
