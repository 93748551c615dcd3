import { type ChatClient, createChatClient, memoryStorage, type Socket } from "@parlor/client";
import {
  type CommandName,
  type InboxDraft,
  type InboxEvent,
  type Payload,
  type Presence,
  type Refusal,
  refusal,
  type RefusalCode,
  type Reply,
  roomStream,
  type Signal,
  streamSubject,
  type User,
} from "@parlor/protocol";
import { EMPTY_INBOX, foldInbox, inboxView } from "@parlor/rules";
import { WrittenRoom, type WrittenRoomOptions } from "./written-room.ts";

interface Heard {
  readonly type: CommandName;
  readonly id?: string | number;
  readonly payload: never;
}
type Said = { readonly ok: unknown } | { readonly no: Refusal } | "silence";

const PAGE = 50;
const LIMITS = { frameBytes: 262_144, resumeCursors: 2_000, historyPage: PAGE, typingMs: 600_000, leaseMs: 3_600_000 };

/**
 * What one scene of the gallery is told. The SDK in it is the real one and folds real events; only the other end of
 * its socket is here instead of far away.
 */
export class Stage {
  readonly client: ChatClient;
  readonly me: User;
  readonly #rooms = new Map<string, WrittenRoom>();
  readonly #inbox: InboxEvent[] = [];
  readonly #answers = new Map<CommandName, (payload: never) => Said>();
  readonly #signals: Signal[] = [];
  readonly #seats = new Set<Seat>();
  presence: Presence = { count: 0, people: [] };
  /** How many events one gets when opening a room. */
  pageSize = PAGE;

  constructor(me: User = { id: "ana", name: "Ana" }) {
    this.me = me;
    const takeSeat = (): Seat => {
      const seat: Seat = new Seat((frame) => this.#receive(seat, frame));
      this.#seats.add(seat);
      return seat;
    };
    this.client = createChatClient({
      url: "ws://gallery.invalid",
      getToken: () => "nobody looks at this",
      storage: memoryStorage(),
      // What a constructor returns takes the place of what it was to make.
      WebSocket: function () {
        return takeSeat();
      } as unknown as new (url: string) => Socket,
    });
  }

  room(options: WrittenRoomOptions = {}): WrittenRoom {
    const room = new WrittenRoom(options);
    this.#rooms.set(room.id, room);
    return room;
  }

  /** One of one's own rooms, read up to there. */
  mine(room: WrittenRoom, readTo = room.head): void {
    const no = room.page(1, readTo).filter(({ type }) => type === "message_posted").length;
    this.inbox({ type: "room_added", data: { room: room.id, seq: readTo, no } });
  }

  inbox(draft: InboxDraft): void {
    const seq = this.#inbox.length + 1;
    this.#inbox.push({ seq, id: `inbox-${seq}`, at: Date.now(), actor: this.me.id, ...draft });
  }

  /** How a command is answered here. */
  answer<Name extends CommandName>(name: Name, reply: (payload: Payload<Name>) => Reply<Name>): void {
    this.#answers.set(name, (payload) => ({ ok: reply(payload) }));
  }

  refuse(name: CommandName, code: RefusalCode, message: string): void {
    this.#answers.set(name, () => ({ no: refusal(code, message) }));
  }

  /** Never answered: it goes on loading. */
  keepWaiting(name: CommandName): void {
    this.#answers.set(name, () => "silence");
  }

  /** Told as soon as the stream it belongs to is watched. */
  signal(signal: Signal): void {
    this.#signals.push(signal);
  }

  /** The server is gone, and stays away. */
  hangUp(): void {
    this.keepWaiting("hello");
    for (const seat of this.#seats) seat.hangUp();
  }

  #receive(seat: Seat, { type, id, payload }: Heard): void {
    const said = this.#answers.get(type)?.(payload) ?? this.#answerTo(type, payload, seat);
    if (said === "silence" || id === undefined) return;
    seat.tell("no" in said ? { type: "refusal", id, payload: said.no } : { type: "reply", id, payload: said.ok });
    if (type === "open_room" || type === "hello") for (const signal of this.#signals) this.#tell(seat, signal);
  }

  #tell(seat: Seat, payload: Signal): void {
    seat.tell({ type: "signal", payload });
  }

  #answerTo(type: CommandName, payload: never, seat: Seat): Said {
    switch (type) {
      case "hello":
        return { ok: { user: this.me, now: Date.now(), limits: LIMITS } };
      case "resume": {
        const streams = Object.keys((payload as Payload<"resume">).cursors);
        for (const stream of streams) seat.tell({ type: "resumed", payload: { streams: [this.#resumed(stream)] } });
        return { ok: { streams: streams.length } };
      }
      case "open_room": {
        const room = this.#rooms.get((payload as Payload<"open_room">).room);
        return room ? { ok: { room: room.id, ...this.#newest(room), presence: this.presence } } : NOT_FOUND;
      }
      case "load_history": {
        const { room: id, before, after } = payload as Payload<"load_history">;
        const room = this.#rooms.get(id);
        if (!room) return NOT_FOUND;
        const from = after === undefined ? Math.max(1, (before ?? room.head + 1) - PAGE) : after + 1;
        const to = after === undefined ? (before ?? room.head + 1) - 1 : Math.min(after + PAGE, room.head);
        return { ok: { room: id, epoch: room.epoch, from, to, events: room.page(from, to) } };
      }
      case "list_rooms":
        return { ok: { rooms: [...this.#rooms.values()].map(summary) } };
      case "mark_read":
        return { ok: { seq: (payload as Payload<"mark_read">).seq, no: 0 } };
      case "set_status":
      case "typing":
      case "close_view":
        return { ok: {} };
      case "send_message":
      case "edit_message":
      case "delete_message":
      case "react":
        // Waits for ever: in a gallery nothing changes by itself.
        return "silence";
      default:
        return { no: refusal("unknown_command", "This scene of the gallery does not answer that.") };
    }
  }

  #newest(room: WrittenRoom) {
    const { epoch, head, view } = room;
    return { epoch, head, state: view, events: room.page(Math.max(1, head - this.pageSize + 1), head) };
  }

  #resumed(stream: string) {
    const room = this.#rooms.get(streamSubject(stream));
    if (room && stream === roomStream(room.id)) return { stream, status: "newest", ...this.#newest(room) };
    const state = inboxView(this.#inbox.reduce(foldInbox, EMPTY_INBOX));
    return { stream, status: "newest", epoch: "gallery", head: this.#inbox.length, state, events: [] };
  }
}

const NOT_FOUND: Said = { no: refusal("not_found", "There is no such room in this scene.") };

function summary({ id: room, head, state }: WrittenRoom) {
  const { kind, title, description, createdAt, memberCount, messageCount, lastMessageAt, closed, about } = state;
  const counts = { memberCount, messageCount, lastMessageAt, head };
  return {
    room,
    kind: kind.name,
    title,
    description,
    createdAt,
    closed: closed !== undefined,
    queue: about?.queue,
    ...counts,
  };
}

/** The other end of a socket. Like a network, it answers later and not at once. */
class Seat implements Socket {
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  readonly #hear: (frame: Heard) => void;

  constructor(hear: (frame: Heard) => void) {
    this.#hear = hear;
    queueMicrotask(() => this.onopen?.({} as never));
  }

  send(text: string): void {
    queueMicrotask(() => this.#hear(JSON.parse(text) as Heard));
  }

  tell(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) } as never);
  }

  hangUp(): void {
    this.onclose?.({ code: 1006 } as never);
  }

  close(): void {}
}
