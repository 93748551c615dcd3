import type {
  Cursor,
  Me,
  PayloadInput,
  Presence,
  Refusal,
  Reply,
  Resumed,
  RoomId,
  RoomView,
  Seq,
  ServerFrame,
  Signal,
  UserId,
} from "@parlor/protocol";
import { type Act, can, roomFromView, type RoomState, unreadCount } from "@parlor/rules";
import { Refused } from "../errors.ts";
import { createSource, derive, type Observable } from "../observable.ts";
import type { LiveOutbox } from "../outbox/outbox.ts";
import { type ActName, keyOf, type Waiting } from "../state/outbox.ts";
import { changePresence } from "../state/presence.ts";
import { holesIn, rangeAt } from "../state/ranges.ts";
import { markerAt } from "../state/read-marker.ts";
import { type MessageRow, rowsOf } from "../state/rows.ts";
import {
  addPage,
  catchUp,
  EMPTY_TIMELINE,
  heldFrom,
  isBehind,
  receive,
  type Snapshot,
  startFrom,
  type Timeline,
  toFill,
} from "../state/timeline.ts";
import { Pages, type PagesParts } from "./pages.ts";
import { Reading, type ReadingParts } from "./reading.ts";
import type { Room, RoomTimeline, SendOptions, Watch } from "./room-handle.ts";
import { Typing, type TypingParts } from "./typing.ts";

export interface RoomParts extends TypingParts, ReadingParts, PagesParts {
  readonly outbox: LiveOutbox;
  readonly newKey: () => string;
  readonly me: Observable<Me | undefined>;
  readonly limits: () => { readonly historyPage: number; readonly typingMs: number };
  readonly closed: (room: LiveRoom) => void;
  readonly report: (error: unknown) => void;
}

type EventsFrame = Extract<ServerFrame, { type: "events" }>["payload"];

const NOTHING_WAITING: readonly Waiting[] = [];
const RECEIPTS_KEPT = 1_000;

/** Carries out what the state of a room asks for: opens it, fills its holes, sends what is done in it. */
export class LiveRoom implements Room {
  readonly id: RoomId;
  readonly watch = createSource<Watch>({ name: "closed" });
  readonly presence = createSource<Presence | undefined>(undefined);
  readonly receipts = createSource<ReadonlyMap<UserId, Seq>>(new Map());
  readonly timeline: Observable<RoomTimeline>;
  readonly state: Observable<RoomState | undefined>;
  readonly reading: Reading;
  readonly #typing: Typing;
  readonly #parts: RoomParts;
  readonly #held = createSource<Timeline>(EMPTY_TIMELINE);
  readonly #divider = createSource<RoomTimeline["divider"]>(undefined);
  readonly #pages: Pages;
  #openers = 0;
  #opening: Promise<void> | undefined;
  #asksToOpen = 0;

  constructor(id: RoomId, parts: RoomParts) {
    this.id = id;
    this.#parts = parts;
    this.reading = new Reading(id, parts);
    this.#typing = new Typing(id, parts);
    this.#pages = new Pages(id, parts, (page) => this.#hold(addPage(this.#held.get(), page)));
    this.state = derive([this.#held], (held) => held.room);
    const line = derive([parts.outbox.state], (outbox) => outbox.get(id) ?? NOTHING_WAITING);
    const rows = derive([this.#held, line, parts.me], ({ held, ranges }, waiting, me) =>
      rowsOf(held, ranges, waiting, me ?? parts.outbox.lastUser),
    );
    this.timeline = derive([this.#held, rows, this.watch, this.#divider], (held, drawn, watch, divider) => ({
      rows: drawn,
      holes: holesIn(held.ranges),
      isBehind: watch.name !== "watching" || isBehind(held) || held.missed !== undefined,
      reachesStart: held.ranges[0]?.from === 1,
      divider,
    }));
  }

  get typists() {
    return this.#typing.typists;
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
    this.#closeView();
    this.#leave({ name: "closed" });
    this.#divider.set(undefined);
    this.#parts.outbox.forgetShown(this.id);
    this.#parts.closed(this);
  }

  send(text: string, options?: SendOptions): Promise<Reply<"send_message">> {
    this.#typing.sent();
    return this.#do("send_message", { text, ...(options as Partial<PayloadInput<"send_message">>) });
  }

  edit(seq: Seq, text: string): Promise<Reply<"edit_message">> {
    return this.#do("edit_message", { seq, text });
  }

  remove(seq: Seq): Promise<Reply<"delete_message">> {
    return this.#do("delete_message", { seq });
  }

  react(seq: Seq, emoji: string, on = true): Promise<Reply<"react">> {
    return this.#do("react", { seq, emoji, on });
  }

  retry(row: MessageRow): void {
    for (const waiting of row.waiting) this.#parts.outbox.retry(keyOf(waiting));
  }

  discard(row: MessageRow): void {
    for (const waiting of row.waiting) this.#parts.outbox.discard(keyOf(waiting));
  }

  markRead(seq = this.#held.get().liveTo): void {
    const marker = markerAt(this.#held.get().held, seq);
    if (marker) this.reading.mark(marker);
  }

  typing(on = true): void {
    if (this.#held.get().room?.kind.typing) this.#typing.tell(on);
  }

  async loadBefore(seq = this.#held.get().ranges[0]?.from ?? this.#held.get().head + 1): Promise<void> {
    if (seq > 1) await this.#pages.load({ before: seq });
  }

  loadAfter(seq: Seq): Promise<void> {
    return this.#pages.load({ after: seq });
  }

  async loadAround(seq: Seq): Promise<void> {
    if (rangeAt(this.#held.get().ranges, seq)) return;
    const limit = this.#parts.limits().historyPage;
    await this.#pages.load({ before: seq + Math.ceil(limit / 2), limit });
  }

  letGo(seq: Seq): void {
    // The line of what is new went with it: what is new from now on is what has not been read by now.
    this.#divider.set(undefined);
    this.#hold(heldFrom(this.#held.get(), seq));
  }

  can(act: Act): ReturnType<typeof can> {
    const room = this.#held.get().room;
    const me = this.#parts.me.get();
    if (!room || !me) return { ok: false, code: "not_a_member", reason: "This room is not open." };
    return can({ ...me, member: room.members.get(me.id), server: false }, act, room);
  }

  /** Where to go on after the connection was lost; undefined when the room is closed, or being opened anyway. */
  get cursor(): Cursor | undefined {
    const { epoch, liveTo } = this.#held.get();
    const isLost = this.watch.get().name === "opening" && this.#asksToOpen === 0;
    return isLost && epoch !== undefined ? { epoch, seq: liveTo } : undefined;
  }

  /** The connection is gone: whether the room is watched is no longer known. */
  suspend(): void {
    if (this.watch.get().name === "watching") this.watch.set({ name: "opening" });
    this.#typing.clear();
  }

  /** What is held here is dropped: it was for somebody else, or nobody looked for long. */
  forget(): void {
    this.reading.forget();
    this.#held.set(EMPTY_TIMELINE);
    this.reopen();
  }

  /** Tries again after a refusal that may no longer hold, for example because one was let in. */
  reopen(): void {
    if (this.isOpen && this.#asksToOpen === 0) this.#opening = this.#begin();
  }

  resumed(answer: Resumed): void {
    if (!this.isOpen) return this.#closeView();
    if (answer.status === "refused") return this.refuse(answer);

    if (answer.presence) this.presence.set(answer.presence);
    this.watch.set({ name: "watching" });
    if (answer.status === "events") return this.#hold(catchUp(this.#held.get(), answer.head, answer.events));

    const held = answer.status === "reset" ? EMPTY_TIMELINE : this.#held.get();
    this.#hold(startFrom(held, snapshotOf(answer as typeof answer & { state: RoomView })));
  }

  /** The server stopped showing the room, or did not begin to. */
  refuse({ code, message }: Pick<Refusal, "code" | "message">): void {
    if (this.isOpen) this.#leave({ name: "refused", code, message });
  }

  events({ epoch, events }: EventsFrame): void {
    if (!this.isOpen) return;
    for (const { type, actor } of events) if (type === "message_posted") this.#typing.stopped(actor);
    this.#hold(receive(this.#held.get(), epoch, events));
  }

  signal(signal: Signal): void {
    if (!this.isOpen) return;
    switch (signal.kind) {
      case "typing":
        return this.#typing.hear(signal);
      case "presence":
        return this.presence.set(changePresence(this.presence.get() ?? { count: 0, people: [] }, signal));
      case "read": {
        const receipts = new Map(this.receipts.get()).set(signal.user, signal.seq);
        if (receipts.size <= RECEIPTS_KEPT) this.receipts.set(receipts);
        break;
      }
      default:
      // Of a newer server.
    }
  }

  /** Once the room and one's own marker are both known; it stays where it was until the room is closed. */
  fixDivider(): void {
    const { marker } = this.reading;
    const { room } = this.#held.get();
    if (this.#divider.get() || !marker || !room || this.watch.get().name !== "watching") return;
    this.#divider.set({ after: marker.seq, unread: unreadCount(room.messageCount, marker.no) });
  }

  #closeView(): void {
    this.#parts.connection.tell("close_view", { room: this.id });
  }

  #leave(watch: Watch): void {
    this.watch.set(watch);
    this.presence.set(undefined);
    this.#typing.clear();
  }

  #begin(): Promise<void> {
    this.watch.set({ name: "opening" });
    const opened = this.#askToOpen();
    // `watch` tells of a refusal too, so nobody has to listen here.
    opened.catch(() => {});
    return opened;
  }

  async #askToOpen(): Promise<void> {
    const { epoch, liveTo } = this.#held.get();
    const after = epoch === undefined ? {} : { after: { epoch, seq: liveTo } };
    this.#asksToOpen += 1;
    try {
      const reply = await this.#parts.connection.ask("open_room", { room: this.id, ...after });
      if (!this.isOpen) return this.#closeView();
      this.presence.set(reply.presence);
      this.watch.set({ name: "watching" });
      this.#hold(startFrom(this.#held.get(), snapshotOf(reply)));
    } catch (error) {
      if (error instanceof Refused) this.refuse(error);
      throw error;
    } finally {
      this.#asksToOpen -= 1;
    }
  }

  #hold(timeline: Timeline): void {
    this.#held.set(timeline);
    this.#parts.outbox.forgetShown(this.id);
    this.fixDivider();
    this.#parts.changed();
    const missing = () => (this.isOpen ? toFill(this.#held.get()) : undefined);
    void this.#pages.fill(missing).catch(this.#parts.report);
  }

  /** It waits in the outbox until the server has stored it. */
  #do<Name extends ActName>(name: Name, act: Omit<PayloadInput<Name>, "room" | "key">): Promise<Reply<Name>> {
    const payload = { room: this.id, key: this.#parts.newKey(), ...act };
    return this.#parts.outbox.add(name, payload as PayloadInput<Name>);
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
