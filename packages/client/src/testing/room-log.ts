import { Kind, type Cursor, type Gap, type RoomDraft, type RoomEvent, type RoomView } from "@parlor/protocol";
import { foldRoom, isRevision, type PostedEvent, PRESETS, revise, type RoomState, roomView } from "@parlor/rules";

export const COMMUNITY = Kind.parse(PRESETS.find(({ name }) => name === "community"));

export interface LogAnswer {
  readonly status: "events" | "newest" | "reset";
  readonly epoch: string;
  readonly head: number;
  readonly state: RoomView;
  readonly events: readonly RoomEvent[];
  readonly gap?: Gap;
}

/** A room's log as a server keeps it: messages as they are now, in their place. */
export class RoomLog {
  readonly id: string;
  readonly epoch: string;
  /** As they happened. */
  readonly events: RoomEvent[] = [];
  readonly #current = new Map<number, PostedEvent>();
  #state: RoomState | undefined;

  constructor(id: string, epoch = "e1") {
    this.id = id;
    this.epoch = epoch;
    this.append("host", {
      type: "room_created",
      data: { kind: COMMUNITY, title: "A room", description: "" },
    });
  }

  get head(): number {
    return this.events.length;
  }

  get state(): RoomState {
    if (!this.#state) throw new Error("a log begins with its room");
    return this.#state;
  }

  /** What somebody did a second time with the same key. */
  find(actor: string, key: string): RoomEvent | undefined {
    return this.events.find((event) => event.actor === actor && event.key === key);
  }

  append(actor: string, draft: RoomDraft, key?: string): RoomEvent {
    const seq = this.head + 1;
    const event: RoomEvent = { seq, id: `${this.id}-${seq}`, at: 1_000 + seq, actor, ...(key && { key }), ...draft };
    this.events.push(event);
    this.#state = foldRoom(this.id, this.#state, event);
    if (event.type === "message_posted") this.#current.set(seq, event);
    if (isRevision(event)) {
      const target = this.#current.get(event.data.target);
      if (target) this.#current.set(event.data.target, revise(target, event));
    }
    return event;
  }

  post(actor: string, text: string, key?: string): RoomEvent {
    const no = this.state.messageCount + 1;
    return this.append(actor, { type: "message_posted", data: { name: actor, no, text } }, key);
  }

  join(user: string): RoomEvent {
    const no = this.state.messageCount;
    return this.append(user, { type: "member_joined", data: { user, name: user, role: "member", no } });
  }

  /** Both ends included, with messages as they are now. */
  page(from: number, to: number): RoomEvent[] {
    return this.events.slice(Math.max(0, from - 1), to).map((event) => this.#current.get(event.seq) ?? event);
  }

  history({ before, after, limit = 50 }: { before?: number | undefined; after?: number | undefined; limit?: number }) {
    const from = after === undefined ? Math.max(1, Math.min(before ?? Infinity, this.head + 1) - limit) : after + 1;
    const to = after === undefined ? Math.min((before ?? Infinity) - 1, this.head) : Math.min(after + limit, this.head);
    return { room: this.id, epoch: this.epoch, from, to, events: this.page(from, to) };
  }

  /** What a returning client gets. Up to `memory` missed events are repeated, more are a gap. */
  answer(cursor: Cursor | null | undefined, memory = 100, newest = 50): LogAnswer {
    const { epoch, head } = this;
    const base = { epoch, head, state: roomView(this.state) };
    if (cursor?.epoch === epoch && head - cursor.seq <= memory) {
      return { ...base, status: "events", events: this.page(cursor.seq + 1, head) };
    }
    const from = Math.max(1, head - newest + 1);
    const events = this.page(from, head);
    if (!cursor || cursor.epoch !== epoch) return { ...base, status: cursor ? "reset" : "newest", events };

    const gap = { from: cursor.seq + 1, to: from - 1 };
    return { ...base, status: "newest", events, ...(gap.from <= gap.to && { gap }) };
  }
}
