import type {
  Cursor,
  HelloReply,
  Presence,
  ReadMarker,
  Refusal,
  Reply,
  Resumed,
  RoomId,
  RoomView,
  Seq,
  ServerFrame,
  Signal,
  User,
  UserId,
} from "@parlor/protocol";
import { type Act, can, roomFromView, type RoomState, unreadCount } from "@parlor/rules";
import type { Clock } from "../clock.ts";
import type { Connection } from "../connection/connection.ts";
import { Refused } from "../errors.ts";
import { createSource, derive, type Observable, type Source } from "../observable.ts";
import type { LiveOutbox } from "../outbox/outbox.ts";
import { newKey } from "../state/key.ts";
import { keyOf, type Waiting } from "../state/outbox.ts";
import { changePresence } from "../state/presence.ts";
import { holesIn, rangeAt } from "../state/ranges.ts";
import { furthest, markerAt } from "../state/read-marker.ts";
import { type MessageRow, rowsOf } from "../state/rows.ts";
import {
  addPage,
  catchUp,
  EMPTY_TIMELINE,
  isBehind,
  receive,
  type Snapshot,
  startFrom,
  type Timeline,
  toFill,
} from "../state/timeline.ts";
import { hearTyping, stillTyping, stopTyping, type Typists } from "../state/typing.ts";
import type { HistoryRequest, Room, RoomTimeline, SendOptions, Watch } from "./room-handle.ts";

export interface RoomSurroundings {
  readonly connection: Connection;
  readonly outbox: LiveOutbox;
  readonly clock: Clock;
  readonly random: () => number;
  readonly me: Observable<User | undefined>;
  readonly limits: () => HelloReply["limits"];
  /** One's own marker, as the inbox has it. */
  readonly marker: (room: RoomId) => ReadMarker | undefined;
  /** Something that the list of rooms shows is other than before. */
  readonly changed: () => void;
  readonly closed: (room: LiveRoom) => void;
  readonly report: (error: unknown) => void;
}

type EventsFrame = Extract<ServerFrame, { type: "events" }>["payload"];

const NOTHING_WAITING: readonly Waiting[] = [];
const MARKS_APART_MS = 1_000;
const RECEIPTS_KEPT = 1_000;

/** Carries out what the state of a room asks for: opens it, fills its holes, ends what runs out. */
export class LiveRoom implements Room {
  readonly id: RoomId;
  readonly watch: Observable<Watch>;
  readonly timeline: Observable<RoomTimeline>;
  readonly state: Observable<RoomState | undefined>;
  readonly #around: RoomSurroundings;
  readonly #held: Source<Timeline> = createSource(EMPTY_TIMELINE);
  readonly #watch: Source<Watch> = createSource<Watch>({ name: "closed" });
  readonly #presence: Source<Presence | undefined> = createSource<Presence | undefined>(undefined);
  readonly #typists: Source<Typists> = createSource<Typists>([]);
  readonly #receipts: Source<ReadonlyMap<UserId, Seq>> = createSource<ReadonlyMap<UserId, Seq>>(new Map());
  readonly #divider: Source<RoomTimeline["divider"]> = createSource<RoomTimeline["divider"]>(undefined);
  #openers = 0;
  #opening: Promise<void> | undefined;
  #filling = false;
  /** One's own marker, ahead of the inbox. */
  #reading: ReadMarker | undefined;
  #marking = false;
  #typingSentAt = 0;
  #cancelTypingTimer = () => {};
  readonly #loading = new Map<string, Promise<void>>();

  constructor(id: RoomId, around: RoomSurroundings) {
    this.id = id;
    this.#around = around;
    this.watch = this.#watch;
    this.state = derive([this.#held], (held) => held.room);
    const line = derive([around.outbox.state], (outbox) => outbox.get(id) ?? NOTHING_WAITING);
    const rows = derive([this.#held, line, around.me], ({ held, ranges }, waiting, me) =>
      rowsOf(held, ranges, waiting, me),
    );
    this.timeline = derive([this.#held, rows, this.#watch, this.#divider], (held, drawn, watch, divider) => ({
      rows: drawn,
      holes: holesIn(held.ranges),
      isBehind: watch.name !== "watching" || isBehind(held) || held.missed !== undefined,
      reachesStart: (held.ranges[0]?.from ?? 0) === 1,
      divider,
    }));
  }

  get presence(): Observable<Presence | undefined> {
    return this.#presence;
  }

  get typists(): Observable<Typists> {
    return this.#typists;
  }

  get receipts(): Observable<ReadonlyMap<UserId, Seq>> {
    return this.#receipts;
  }

  get reading(): ReadMarker | undefined {
    return this.#reading;
  }

  get isOpen(): boolean {
    return this.#openers > 0;
  }

  isShown(seq: Seq): boolean {
    return !this.isOpen || rangeAt(this.#held.get().ranges, seq) !== undefined;
  }

  open(): Promise<void> {
    this.#openers += 1;
    this.#opening ??= this.#begin();
    return this.#opening;
  }

  close(): void {
    if (this.#openers === 0) return;
    this.#openers -= 1;
    if (this.#openers > 0) return;

    this.#opening = undefined;
    this.#around.connection.tell("close_view", { room: this.id });
    this.#watch.set({ name: "closed" });
    this.#divider.set(undefined);
    this.#presence.set(undefined);
    this.#setTypists([]);
    this.#around.outbox.forgetShown(this.id);
    this.#around.closed(this);
  }

  send(text: string, { mentions, replyTo }: SendOptions = {}): Promise<Reply<"send_message">> {
    this.#typingSentAt = 0;
    return this.#around.outbox.add("send_message", {
      ...this.#act(),
      text,
      ...(mentions && { mentions: [...mentions] }),
      ...(replyTo !== undefined && { replyTo }),
    });
  }

  edit(seq: Seq, text: string): Promise<Reply<"edit_message">> {
    return this.#around.outbox.add("edit_message", { ...this.#act(), seq, text });
  }

  remove(seq: Seq): Promise<Reply<"delete_message">> {
    return this.#around.outbox.add("delete_message", { ...this.#act(), seq });
  }

  react(seq: Seq, emoji: string, on = true): Promise<Reply<"react">> {
    return this.#around.outbox.add("react", { ...this.#act(), seq, emoji, on });
  }

  retry(row: MessageRow): void {
    for (const waiting of row.waiting) this.#around.outbox.retry(keyOf(waiting));
  }

  discard(row: MessageRow): void {
    for (const waiting of row.waiting) this.#around.outbox.discard(keyOf(waiting));
  }

  markRead(seq = this.#held.get().liveTo): void {
    const marker = markerAt(this.#held.get().held, seq);
    if (!marker || marker.seq <= (this.#marker()?.seq ?? 0)) return;

    this.#reading = marker;
    this.#around.changed();
    void this.#sendMarks();
  }

  typing(on = true): void {
    const { clock, connection, limits } = this.#around;
    const { typingMs } = limits();
    const sinceMs = clock.now() - this.#typingSentAt;
    // Repeated before it runs out for the others; ended only when they still show it.
    if (on ? sinceMs < typingMs / 2 : sinceMs > typingMs) return;

    this.#typingSentAt = on ? clock.now() : 0;
    connection.tell("typing", { room: this.id, on });
  }

  loadBefore(seq = this.#held.get().ranges[0]?.from ?? this.#held.get().head + 1): Promise<void> {
    return seq > 1 ? this.#load({ before: seq }) : Promise.resolve();
  }

  loadAfter(seq: Seq): Promise<void> {
    return this.#load({ after: seq });
  }

  loadAround(seq: Seq): Promise<void> {
    if (rangeAt(this.#held.get().ranges, seq)) return Promise.resolve();
    const limit = this.#around.limits().historyPage;
    return this.#load({ before: seq + Math.ceil(limit / 2), limit });
  }

  can(act: Act): ReturnType<typeof can> {
    const room = this.#held.get().room;
    const id = this.#around.me.get()?.id;
    if (!room || id === undefined) return { ok: false, code: "not_a_member", reason: "This room is not open." };
    return can({ id, member: room.members.get(id), server: false }, act, room);
  }

  /** Where to go on after the connection was lost; undefined when the room is closed, or being opened anyway. */
  get cursor(): Cursor | undefined {
    const { epoch, liveTo } = this.#held.get();
    const isResumed = this.#watch.get().name === "opening" && !this.#asking && epoch !== undefined;
    return isResumed ? { epoch, seq: liveTo } : undefined;
  }

  /** The connection is gone: whether the room is watched is no longer known. */
  suspend(): void {
    if (this.#watch.get().name === "watching") this.#watch.set({ name: "opening" });
    this.#setTypists([]);
  }

  /** Somebody else is signed in: what is held here is not for them. */
  forget(): void {
    this.#reading = undefined;
    this.#held.set(EMPTY_TIMELINE);
    if (this.isOpen) this.reopen();
  }

  /** Tries again after a refusal that may no longer hold, for example because one was let in. */
  reopen(): void {
    if (!this.isOpen || this.#asking) return;
    this.#opening = this.#begin();
  }

  resumed(answer: Resumed): void {
    if (!this.isOpen) return this.#around.connection.tell("close_view", { room: this.id });
    if (answer.status === "refused") return this.refuse(answer);

    if (answer.presence) this.#presence.set(answer.presence);
    this.#watch.set({ name: "watching" });
    if (answer.status === "events") return this.#hold(catchUp(this.#held.get(), answer.head, answer.events));

    const held = answer.status === "reset" ? EMPTY_TIMELINE : this.#held.get();
    this.#hold(startFrom(held, snapshotOf({ ...answer, state: answer.state as RoomView })));
  }

  /** The server stopped showing the room, or did not begin to. */
  refuse({ code, message }: Pick<Refusal, "code" | "message">): void {
    this.#watch.set({ name: "refused", code, message });
    this.#presence.set(undefined);
    this.#setTypists([]);
  }

  events({ epoch, events }: EventsFrame): void {
    if (!this.isOpen) return;
    for (const { type, actor } of events)
      if (type === "message_posted") this.#setTypists(stopTyping(this.#typists.get(), actor));
    this.#hold(receive(this.#held.get(), epoch, events));
  }

  signal(signal: Signal): void {
    if (!this.isOpen) return;
    switch (signal.kind) {
      case "typing": {
        const { clock, limits } = this.#around;
        this.#setTypists(hearTyping(this.#typists.get(), signal, clock.now() + limits().typingMs));
        break;
      }
      case "presence":
        this.#presence.set(changePresence(this.#presence.get() ?? { count: 0, people: [] }, signal));
        break;
      case "read":
        if (this.#receipts.get().size < RECEIPTS_KEPT || this.#receipts.get().has(signal.user)) {
          this.#receipts.set(new Map(this.#receipts.get()).set(signal.user, signal.seq));
        }
        break;
      default:
        break;
    }
  }

  /** The inbox is known, or moved. */
  inboxChanged(): void {
    this.#fixDivider();
  }

  get #asking(): boolean {
    return this.#openAsks > 0;
  }
  #openAsks = 0;

  #begin(): Promise<void> {
    this.#watch.set({ name: "opening" });
    const opened = this.#askToOpen();
    // `watch` tells of a refusal too, so nobody has to listen here.
    opened.catch(() => {});
    return opened;
  }

  async #askToOpen(): Promise<void> {
    const { epoch, liveTo } = this.#held.get();
    this.#openAsks += 1;
    try {
      const { connection } = this.#around;
      const after = epoch === undefined ? {} : { after: { epoch, seq: liveTo } };
      const reply = await connection.ask("open_room", { room: this.id, ...after });
      if (!this.isOpen) return connection.tell("close_view", { room: this.id });
      this.#presence.set(reply.presence);
      this.#watch.set({ name: "watching" });
      this.#hold(startFrom(this.#held.get(), snapshotOf(reply)));
    } catch (error) {
      if (error instanceof Refused && this.isOpen) this.refuse(error);
      throw error;
    } finally {
      this.#openAsks -= 1;
    }
  }

  #hold(timeline: Timeline): void {
    this.#held.set(timeline);
    this.#around.outbox.forgetShown(this.id);
    this.#fixDivider();
    this.#around.changed();
    if (toFill(timeline)) void this.#fill().catch(this.#around.report);
  }

  /** What is missing is asked for, page by page. */
  async #fill(): Promise<void> {
    if (this.#filling) return;
    this.#filling = true;
    try {
      for (let hole = toFill(this.#held.get()); hole && this.isOpen; hole = toFill(this.#held.get())) {
        await this.#load({ after: hole.from - 1, limit: this.#pageFor(hole.to - hole.from + 1) });
        // A page that brought nothing would bring nothing again.
        if (toFill(this.#held.get())?.from === hole.from) break;
      }
    } catch (error) {
      // The next event, or the next connection, finds the hole still there.
      if (!(error instanceof Error)) throw error;
    } finally {
      this.#filling = false;
    }
  }

  /** Asking twice for the same page while the first is on its way is asking once. */
  #load(request: HistoryRequest): Promise<void> {
    const name = JSON.stringify(request);
    const underWay = this.#loading.get(name) ?? this.#loadOnce(request).finally(() => this.#loading.delete(name));
    this.#loading.set(name, underWay);
    return underWay;
  }

  async #loadOnce(request: HistoryRequest): Promise<void> {
    const page = await this.#around.connection.ask("load_history", {
      room: this.id,
      limit: this.#pageFor(50),
      ...request,
    });
    this.#hold(addPage(this.#held.get(), page));
  }

  #pageFor(count: number): number {
    return Math.min(count, this.#around.limits().historyPage);
  }

  #act(): { room: RoomId; key: string } {
    const { clock, random } = this.#around;
    return { room: this.id, key: newKey(clock.now(), random) };
  }

  #marker(): ReadMarker | undefined {
    return furthest(this.#reading, this.#around.marker(this.id));
  }

  #fixDivider(): void {
    const marker = this.#marker();
    const { room } = this.#held.get();
    if (this.#divider.get() || !marker || !room || this.#watch.get().name !== "watching") return;
    this.#divider.set({ after: marker.seq, unread: unreadCount(room.messageCount, marker.no) });
  }

  /** One at a time, not too often, and always the newest. */
  async #sendMarks(): Promise<void> {
    if (this.#marking) return;
    this.#marking = true;
    const { clock, connection } = this.#around;
    for (let sent = 0; this.#reading && this.#reading.seq > sent;) {
      sent = this.#reading.seq;
      // Refused means that there is nothing to mark, for example for one who only looks in.
      await connection.ask("mark_read", { room: this.id, seq: sent }).catch(() => {});
      await new Promise<void>((resolve) => clock.after(MARKS_APART_MS, resolve));
    }
    this.#marking = false;
  }

  #setTypists(typists: Typists): void {
    this.#cancelTypingTimer();
    const { clock } = this.#around;
    this.#typists.set(typists.length === 0 && this.#typists.get().length === 0 ? this.#typists.get() : typists);
    if (typists.length === 0) return;

    const nextMs = Math.min(...typists.map(({ until }) => until)) - clock.now();
    this.#cancelTypingTimer = clock.after(nextMs, () =>
      this.#setTypists(stillTyping(this.#typists.get(), clock.now())),
    );
  }
}

/** A large room lists only some members; oneself is always among those that are held. */
function snapshotOf({
  state,
  me,
  ...rest
}: Omit<Snapshot, "room"> & { state: RoomView; me?: Reply<"open_room">["me"] }): Snapshot {
  const room = roomFromView(state);
  return { ...rest, room: me ? { ...room, members: room.members.with(me.id, me) } : room };
}
