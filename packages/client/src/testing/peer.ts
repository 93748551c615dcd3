import {
  type AnyEvent,
  type Capability,
  type CommandName,
  type InboxEvent,
  type Payload,
  type Refusal,
  refusal,
  roomStream,
  type ServerFrame,
  streamSubject,
} from "@parlor/protocol";
import { EMPTY_INBOX, foldInbox, inboxView } from "@parlor/rules";
import { RoomLog } from "./room-log.ts";

interface Visitor {
  user: string | undefined;
  readonly watched: Set<string>;
}
type Serve = (options: Bun.Serve.Options<Visitor>) => Bun.Server<Visitor>;
type Seat = Bun.ServerWebSocket<Visitor>;
type Frame = { readonly type: CommandName; readonly id?: string | number; readonly payload: never };
type Said = { readonly ok: unknown } | { readonly no: Refusal } | "silence";

const LIMITS = { frameBytes: 262_144, resumeCursors: 2_000, historyPage: 200, typingMs: 3_000, leaseMs: 30_000 };

/** A server for tests: real sockets, one log per room, and every frame that came in. */
export class Peer {
  readonly #server: Bun.Server<Visitor>;
  readonly #seats = new Set<Seat>();
  readonly #logs = new Map<string, RoomLog>();
  readonly #inboxes = new Map<string, InboxEvent[]>();
  readonly #read = new Set<() => void>();
  /** What clients sent, in order. */
  readonly heard: Frame[] = [];
  limits = LIMITS;
  only: readonly Capability[] | undefined;
  memory = 100;
  /** Answers a frame in place of the usual way. Undefined leaves it to that. */
  instead: ((frame: Frame, user: string | undefined) => Said | undefined) | undefined;

  /** Given from outside, since this lies among files that run in a browser. */
  constructor(serve: Serve) {
    this.#server = serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: (request, server) =>
        server.upgrade(request, { data: { user: undefined, watched: new Set() } })
          ? undefined
          : new Response("This is a WebSocket.", { status: 426 }),
      websocket: {
        open: (seat) => void this.#seats.add(seat),
        close: (seat) => void this.#seats.delete(seat),
        message: (seat, text) => this.#receive(seat, JSON.parse(String(text)) as Frame),
      },
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  get connections(): number {
    return this.#seats.size;
  }

  stop(): Promise<void> {
    return this.#server.stop(true);
  }

  log(room: string): RoomLog {
    const log = this.#logs.get(room) ?? new RoomLog(room);
    this.#logs.set(room, log);
    return log;
  }

  /** The log is made anew, as after a restored backup. */
  replaceLog(log: RoomLog): void {
    this.#logs.set(log.id, log);
  }

  say(room: string, events: readonly AnyEvent[]): void {
    const { epoch } = this.log(room);
    this.#tell(roomStream(room), { type: "events", payload: { stream: roomStream(room), epoch, events: [...events] } });
  }

  post(room: string, actor: string, text: string): void {
    this.say(room, [this.log(room).post(actor, text)]);
  }

  signal(payload: Extract<ServerFrame, { type: "signal" }>["payload"]): void {
    this.#tell(payload.stream, { type: "signal", payload });
  }

  closeView(room: string): void {
    const stream = roomStream(room);
    this.#tell(stream, {
      type: "view_closed",
      payload: { stream, code: "not_a_member", message: "You were removed." },
    });
    for (const seat of this.#seats) seat.data.watched.delete(stream);
  }

  inbox(user: string, draft: Pick<InboxEvent, "type" | "data">): void {
    const events = this.#inboxes.get(user) ?? [];
    const seq = events.length + 1;
    const event = { seq, id: `i${seq}`, at: seq, actor: user, ...draft } as InboxEvent;
    this.#inboxes.set(user, [...events, event]);
    const stream = `inbox:${user}`;
    this.#tell(stream, { type: "events", payload: { stream, epoch: "i1", events: [event] } });
  }

  raw(text: string): void {
    for (const seat of this.#seats) seat.send(text);
  }

  /** Without a word, as a network does it. */
  cut(): void {
    for (const seat of this.#seats) seat.terminate();
  }

  hangUp(code: number): void {
    for (const seat of this.#seats) seat.close(code);
  }

  frames<Name extends CommandName>(name: Name): Payload<Name>[] {
    return this.heard.filter(({ type }) => type === name).map(({ payload }) => payload);
  }

  /** Resolves once what was heard is so; checked after every frame. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!isSo()) return;
        this.#read.delete(check);
        resolve();
      };
      this.#read.add(check);
      check();
    });
  }

  #tell(stream: string, frame: ServerFrame): void {
    for (const seat of this.#seats) if (seat.data.watched.has(stream)) seat.send(JSON.stringify(frame));
  }

  #receive(seat: Seat, frame: Frame): void {
    this.heard.push(frame);
    const said = this.instead?.(frame, seat.data.user) ?? this.#answer(seat, frame);
    const { id } = frame;
    if (said !== "silence" && "no" in said) seat.send(JSON.stringify({ type: "refusal", id, payload: said.no }));
    else if (said !== "silence" && id !== undefined) {
      seat.send(JSON.stringify({ type: "reply", id, payload: said.ok }));
    }
    for (const check of this.#read) check();
  }

  #answer(seat: Seat, frame: Frame): Said {
    const { user = "" } = seat.data;
    switch (frame.type) {
      case "hello": {
        const { token, guest } = frame.payload as Payload<"hello">;
        const id = token ?? `guest-${guest?.name}`;
        seat.data.user = id;
        seat.data.watched.add(`inbox:${id}`);
        const guestToken = guest && { guestToken: id };
        return { ok: { user: { id, name: id, only: this.only }, now: 5_000_000, ...guestToken, limits: this.limits } };
      }
      case "open_room": {
        const { room, after } = frame.payload as Payload<"open_room">;
        seat.data.watched.add(roomStream(room));
        const { status: _, ...answer } = this.log(room).answer(after, this.memory);
        return { ok: { room, ...answer, presence: { count: 1, people: [] } } };
      }
      case "close_view":
        seat.data.watched.delete(roomStream((frame.payload as Payload<"close_view">).room));
        return { ok: {} };
      case "resume": {
        const { cursors } = frame.payload as Payload<"resume">;
        for (const [stream, cursor] of Object.entries(cursors)) {
          seat.data.watched.add(stream);
          const answer = stream.startsWith("inbox:")
            ? this.#inboxAnswer(user)
            : this.log(streamSubject(stream)).answer(cursor, this.memory);
          seat.send(JSON.stringify({ type: "resumed", payload: { streams: [{ stream, ...answer }] } }));
        }
        return { ok: { streams: Object.keys(cursors).length } };
      }
      case "load_history": {
        const { room, ...request } = frame.payload as Payload<"load_history">;
        return { ok: this.log(room).history(request) };
      }
      case "send_message": {
        const { room, key, text } = frame.payload as Payload<"send_message">;
        return this.#store(room, user, key, () => this.log(room).post(user, text, key));
      }
      case "edit_message": {
        const { room, key, seq, text } = frame.payload as Payload<"edit_message">;
        const data = { target: seq, text };
        return this.#store(room, user, key, () => this.log(room).append(user, { type: "message_edited", data }, key));
      }
      case "list_rooms":
        return { ok: { rooms: [...this.#logs.values()].map(summary) } };
      case "mark_read":
        return { ok: { seq: (frame.payload as Payload<"mark_read">).seq, no: 0 } };
      case "set_status":
      case "typing":
        return { ok: {} };
      default:
        return { no: refusal("unknown_command", "This test does not know that.") };
    }
  }

  #store(room: string, user: string, key: string, append: () => AnyEvent): Said {
    const before = this.log(room).find(user, key);
    const event = before ?? append();
    if (!before) this.say(room, [event]);
    const no = event.type === "message_posted" ? event.data.no : 0;
    return { ok: { seq: event.seq, id: event.id, at: event.at, no } };
  }

  #inboxAnswer(user: string) {
    const events = this.#inboxes.get(user) ?? [];
    const state = inboxView(events.reduce(foldInbox, EMPTY_INBOX));
    return { status: "newest", epoch: "i1", head: events.length, state, events: [] };
  }
}

function summary(log: RoomLog) {
  const { kind, title, description, createdAt, memberCount, messageCount, lastMessageAt } = log.state;
  const counts = { memberCount, messageCount, lastMessageAt, head: log.head };
  return { room: log.id, kind: kind.name, title, description, createdAt, closed: false, ...counts };
}
