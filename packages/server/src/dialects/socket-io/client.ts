import { type Cursor, type RoomId, roomStream, type StreamName, streamSubject } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import type { Socket } from "socket.io";
import type { Caller } from "../../commands/engine.ts";
import type { Person } from "../../identity/person.ts";
import type { Outcome } from "../../outcome.ts";
import { type Entered, enterRoom, type EntryWishes } from "../room-entry.ts";
import type { Audience, Member } from "./audience.ts";
import type { ClientSession, Place } from "./client-session.ts";
import type { Dialect } from "./dialect.ts";
import type { SocketIoHouse } from "./house.ts";
import { SocketView } from "./socket-view.ts";
import { takesOffsets } from "./takes-offsets.ts";
import type { Form, Telling } from "./telling.ts";
import type { Offset } from "./told-order.ts";

export interface ClientParts {
  readonly socket: Socket;
  readonly audience: Audience;
  readonly house: SocketIoHouse;
  readonly session: ClientSession;
  readonly before: ClientSession | undefined;
  /** Nobody, where the door lets anybody in. */
  readonly person: Person | undefined;
  /** What it speaks until it has said something else. */
  readonly form: Form;
}

/** One client of a dialect: who it is, where it is, and what it has been sent. */
export class Client implements Member {
  readonly socket: Socket;
  readonly takesOffsets: boolean;
  readonly person: Person | undefined;
  form: Form;
  dialect: Dialect | undefined;
  readonly session: ClientSession;
  readonly house: SocketIoHouse;
  readonly #before: ClientSession | undefined;
  /** How far it had got on its last connection. */
  readonly #offset: Offset | undefined;
  readonly #views = new Map<string, SocketView>();
  readonly #audience: Audience;

  constructor({ socket, person, audience, house, session, before, form }: ClientParts) {
    this.socket = socket;
    this.person = person;
    this.form = form;
    this.session = session;
    this.house = house;
    this.takesOffsets = takesOffsets(socket.handshake);
    this.#before = before;
    this.#offset = before && house.order.read(socket.handshake.auth["offset"]);
    this.#audience = audience;
  }

  /** The rooms to put a client back into that does not ask for it itself. After a restart, the one it heard of last. */
  async roomsBefore(): Promise<readonly RoomId[]> {
    if (!this.#before || !this.#offset) return [];
    if (this.#before.remembered) return [...this.#before.rooms.keys()].map(streamSubject);
    const stream = await this.house.streamOf(this.#offset.cursor.epoch);
    return stream === undefined ? [] : [streamSubject(stream)];
  }

  /** Whether its connection only broke, and it is where it was. */
  get isBack(): boolean {
    return this.#before !== undefined;
  }

  get offset(): Offset | undefined {
    return this.#offset;
  }

  /** To this client alone. With `upTo`, having received it says that it knows everything up to there. */
  say(name: string, payload: unknown, upTo?: Cursor, told?: number): void {
    if (upTo && this.takesOffsets) this.socket.emit(name, payload, this.house.order.offset(upTo, this.form.name, told));
    else this.socket.emit(name, payload);
  }

  /** To everybody who watches the stream in this client's form. */
  tell(stream: StreamName, telling: Telling): void {
    this.#audience.tell(this.form, stream, telling);
  }

  /** Whether this person has another connection to the same door. */
  isHereTwice(): boolean {
    const own = this.socket.connected ? 1 : 0;
    return this.person !== undefined && this.#audience.countOf(this.person.user.id) > own;
  }

  /** The person who connected, asking. */
  caller(): Caller & { readonly view: SocketView } {
    if (!this.person) throw new Error("nobody is signed in on this connection");
    return this.as(this.person);
  }

  newKey(): string {
    return this.house.newId();
  }

  as(person: Person): Caller & { readonly view: SocketView } {
    const known = this.#views.get(person.user.id);
    if (known) return { person, view: known };
    const view = new SocketView(person, this, {
      audience: this.#audience,
      hub: this.house.hub,
      household: this.house.household,
      shownOut: (stream, why) => {
        this.session.rooms.delete(stream);
        if (why === undefined) this.dialect?.left?.(this, streamSubject(stream));
        else this.dialect?.shownOut(this, streamSubject(stream), why);
      },
    });
    this.#views.set(person.user.id, view);
    this.#audience.mark(this.socket, person.user.id);
    this.house.household.entered(person, view);
    return { person, view };
  }

  /** As whom it is in a room. */
  personIn(room: RoomId): Person | undefined {
    return this.#views.values().find((view) => view.isWatching(roomStream(room)))?.person;
  }

  async enter(room: RoomId, person: Person, wishes: Omit<EntryWishes, "after">): Promise<Outcome<Entered>> {
    const stream = roomStream(room);
    const caller = this.as(person);
    const after = this.#reached(stream, caller.view);
    const entered = await enterRoom(this.house.ask, room, caller, { ...wishes, after });
    if (!entered.ok) return entered;

    this.session.rooms.set(stream, { entered: entered.reply.upTo });
    this.#before?.rooms.delete(stream);
    return entered;
  }

  async leave(room: RoomId, person: Person): Promise<void> {
    this.session.rooms.delete(roomStream(room));
    await this.house.ask("close_view", { room }, this.as(person));
  }

  /** What happened in a room while the client was away, in the words it would have heard live. */
  replay(room: RoomId, { events, upTo }: Entered, person = this.caller().person): void {
    const state = this.house.streams.peek(roomStream(room))?.state as RoomState | undefined;
    if (!state) return;
    const told = this.#offset?.told;
    for (const [index, event] of events.entries()) {
      const last = index === events.length - 1;
      for (const { name, payload, notTo } of this.form.event(event, state)) {
        if (notTo === person.user.id) continue;
        this.say(name, payload, { epoch: upTo.epoch, seq: event.seq }, last ? undefined : told);
      }
    }
  }

  /** Ends the transport and not the namespace: only then clients come back by themselves. */
  hangUp(): void {
    this.socket.conn.close();
  }

  /** The socket is gone, whoever closed it. */
  closed(): void {
    this.dialect?.gone?.(this);
    for (const view of this.#views.values()) {
      this.house.household.left(view.person, view);
      view.watched.clear();
    }
    // Where it has not been since it came back, it is still owed what it was owed before.
    for (const [stream, place] of this.#before?.rooms ?? []) {
      if (!this.session.rooms.has(stream)) this.session.rooms.set(stream, { leftAt: this.#offset, ...place });
    }
  }

  #reached(stream: StreamName, view: SocketView): Cursor | undefined {
    if (view.isWatching(stream)) {
      const open = this.house.streams.peek(stream);
      return open && { epoch: open.epoch, seq: open.head };
    }
    if (!this.#before || !this.#offset) return undefined;
    const place: Place | undefined = this.#before.rooms.get(stream);
    if (place) return this.house.order.reached(place.leftAt ?? this.#offset, place.entered);
    return this.#before.remembered ? undefined : this.#offset.cursor;
  }
}
