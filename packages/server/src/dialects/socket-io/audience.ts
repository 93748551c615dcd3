import {
  type Cursor,
  isRoomStream,
  queueStream,
  roomStream,
  type RoomEvent,
  type Signal,
  type StreamName,
  type User,
} from "@parlor/protocol";
import { isReadable, isReadBySome, type RoomState } from "@parlor/rules";
import type { Namespace, Socket } from "socket.io";
import type { OtherDoor, Viewer } from "../../fan-out/hub.ts";
import { viewerSight } from "../../fan-out/viewer-sight.ts";
import type { LobbyVisit } from "../../lobby/lobby-visit.ts";
import type { PresenceKeeper } from "../../presence/presence.ts";
import type { OpenStream } from "../../streams/open-stream.ts";
import type { OpenStreams } from "../../streams/open-streams.ts";
import type { Form, Telling } from "./telling.ts";
import type { ToldOrder } from "./told-order.ts";
import { MARK } from "./topic-adapter.ts";

/** One client, as the audience knows it. */
export interface Member {
  readonly socket: Socket;
  readonly form: Form;
  readonly takesOffsets: boolean;
}

export interface AudienceParts {
  readonly streams: Pick<OpenStreams, "peek">;
  readonly order: ToldOrder;
  readonly presence: Pick<PresenceKeeper, "viewers">;
}

/** Who hears which rooms in which form, in one namespace: what happens is said once per form and handed on. */
export class Audience implements Omit<OtherDoor, "hear"> {
  readonly #namespace: Namespace;
  readonly #forms: readonly Form[];
  readonly #streams: Pick<OpenStreams, "peek">;
  readonly #order: ToldOrder;
  readonly #presence: Pick<PresenceKeeper, "viewers">;

  constructor(namespace: Namespace, forms: readonly Form[], { streams, order, presence }: AudienceParts) {
    this.#presence = presence;
    this.#namespace = namespace;
    this.#forms = forms;
    this.#streams = streams;
    this.#order = order;
  }

  enter({ socket, form, takesOffsets }: Member, stream: StreamName): void {
    void socket.join(roomName(form, stream, takesOffsets));
  }

  leave({ socket, form, takesOffsets }: Member, stream: StreamName): void {
    void socket.leave(roomName(form, stream, takesOffsets));
  }

  /** So that a packet can be kept from all connections of this person. */
  mark(socket: Socket, user: string): void {
    void socket.join(personMark(user));
  }

  isWatching(stream: StreamName): boolean {
    return this.#forms.some((form) => this.#hears(form, stream));
  }

  hear(event: RoomEvent, stream: OpenStream): void {
    const room = stream.state as RoomState;
    for (const form of this.#forms) {
      if (!this.#hears(form, stream.name)) continue;
      const upTo = { epoch: stream.epoch, seq: event.seq };
      const kept = this.#whoMayNotHear(event, room);
      for (const telling of form.event(event, room)) this.tell(form, stream.name, telling, { upTo, kept });
    }
  }

  signal(signal: Signal, except: Viewer | undefined): void {
    const room = this.#room(signal.stream);
    const notTo = except?.person?.user.id;
    for (const form of this.#forms.filter((one) => this.#hears(one, signal.stream))) {
      const tellings = signal.kind === "lobby" ? form.lobby?.(signal) : room && form.signal(signal, room);
      for (const telling of tellings ?? []) this.tell(form, signal.stream, { notTo, ...telling });
    }
  }

  moved(stream: StreamName, user: User, here: boolean): void {
    const room = this.#room(stream);
    if (!room) return;
    for (const form of this.#forms.filter((one) => this.#hears(one, stream))) {
      for (const telling of form.moved(user, here, room)) this.tell(form, stream, telling);
    }
  }

  visited(visit: LobbyVisit): void {
    const stream = queueStream(visit.lobby);
    for (const form of this.#forms.filter((one) => this.#hears(one, stream))) {
      for (const telling of form.visited?.(visit) ?? []) this.tell(form, stream, telling);
    }
  }

  /** Nobody, of most events. */
  #whoMayNotHear(event: RoomEvent, room: RoomState): readonly string[] {
    if (!isReadBySome(room, event)) return [];
    return [...this.#presence.viewers(roomStream(room.id))].flatMap((viewer) =>
      viewer.person && !isReadable(event, viewerSight(room, viewer)) ? viewer.person.user.id : [],
    );
  }

  /** Where anybody listens in this form. */
  *heardBy(form: Form): Generator<StreamName> {
    const streams = new Set<StreamName>();
    for (const room of this.#namespace.adapter.rooms.keys()) {
      const [name, ...stream] = room.split(" ");
      if (name === form.name || name === `${form.name}+`) streams.add(stream.join(" "));
    }
    yield* streams;
  }

  /** Connections of this person to the door. */
  countOf(user: string): number {
    return this.#namespace.adapter.rooms.get(personMark(user))?.size ?? 0;
  }

  tell(
    form: Form,
    stream: StreamName,
    { name, payload, notTo }: Telling,
    { upTo, kept = [] }: { readonly upTo?: Cursor; readonly kept?: readonly string[] } = {},
  ): void {
    const except = [...kept, ...(notTo === undefined ? [] : [notTo])].map(personMark);
    for (const withOffset of [true, false]) {
      const room = roomName(form, stream, withOffset);
      if (!this.#namespace.adapter.rooms.has(room)) continue;
      const to = except.length === 0 ? this.#namespace.to(room) : this.#namespace.to(room).except(except);
      if (withOffset && upTo) to.emit(name, payload, this.#order.offset(upTo, form.name));
      else to.emit(name, payload);
    }
  }

  #hears(form: Form, stream: StreamName): boolean {
    const { rooms } = this.#namespace.adapter;
    // Where no client is, none of the names is made to find that out.
    if (rooms.size === 0) return false;
    return rooms.has(roomName(form, stream, true)) || rooms.has(roomName(form, stream, false));
  }

  #room(stream: StreamName): RoomState | undefined {
    return isRoomStream(stream) ? (this.#streams.peek(stream)?.state as RoomState | undefined) : undefined;
  }
}

const personMark = (user: string): string => `${MARK}person ${user}`;

const roomName = (form: Form, stream: StreamName, withOffset: boolean): string =>
  `${form.name}${withOffset ? "+" : ""} ${stream}`;
