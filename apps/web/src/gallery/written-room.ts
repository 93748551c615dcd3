import type { About, RoomDraft, RoomEvent, RoomView } from "@parlor/protocol";
import {
  foldRoom,
  isRevision,
  type PostedEvent,
  parseKind,
  PRESETS,
  revise,
  type RoomState,
  roomView,
} from "@parlor/rules";

export interface WrittenRoomOptions {
  readonly id?: string;
  readonly kind?: string;
  readonly title?: string;
  readonly description?: string;
  /** Where it comes from. */
  readonly about?: About;
}

const MINUTE_MS = 60_000;

/** A room whose events are written here, and folded by the same rules as everywhere. */
export class WrittenRoom {
  readonly id: string;
  readonly epoch = "gallery";
  readonly #events: RoomEvent[] = [];
  #state: RoomState | undefined;
  #at: number;

  constructor({
    id = "gallery",
    kind = "community",
    title = "Workout tips",
    description = "",
    about,
  }: WrittenRoomOptions = {}) {
    this.id = id;
    // Some quiet days behind, so that there is a yesterday.
    this.#at = Date.now() - 26 * 60 * MINUTE_MS;
    const parsed = parseKind(PRESETS.find(({ name }) => name === kind));
    if (!parsed.ok) throw new Error(`no kind ${kind} ships with Parlor`);
    this.add("ada", { type: "room_created", data: { kind: parsed.kind, title, description, ...(about && { about }) } });
  }

  get state(): RoomState {
    if (!this.#state) throw new Error("a room begins with its first event");
    return this.#state;
  }

  get head(): number {
    return this.#events.length;
  }

  get view(): RoomView {
    return roomView(this.state);
  }

  /** Time goes by before the next event. */
  wait(minutes: number): this {
    this.#at += minutes * MINUTE_MS;
    return this;
  }

  untilNow(): this {
    this.#at = Date.now() - MINUTE_MS;
    return this;
  }

  add(actor: string, draft: RoomDraft): RoomEvent {
    this.#at += 20_000;
    const seq = this.head + 1;
    const event: RoomEvent = { seq, id: `${this.id}-${seq}`, at: this.#at, actor, ...draft };
    this.#events.push(event);
    this.#state = foldRoom(this.id, this.#state, event);
    return event;
  }

  join(user: string, name: string, role = "member", guest = false): this {
    const no = this.state.messageCount;
    this.add(user, { type: "member_joined", data: { user, name, role, no, ...(guest && { guest }) } });
    return this;
  }

  /** Returns the seq, for what refers to it. */
  say(user: string, text: string, more: Partial<PostedEvent["data"]> = {}): number {
    const name = this.state.members.get(user)?.name ?? user;
    const no = this.state.messageCount + 1;
    return this.add(user, { type: "message_posted", data: { name, no, text, ...more } }).seq;
  }

  /** A page of history as servers send it: messages as they are now, in their place. */
  page(from: number, to: number): readonly RoomEvent[] {
    const now = new Map<number, PostedEvent>();
    for (const event of this.#events) {
      if (event.type === "message_posted") now.set(event.seq, event);
      const target = isRevision(event) ? now.get(event.data.target) : undefined;
      if (target && isRevision(event)) now.set(target.seq, revise(target, event));
    }
    return this.#events.slice(Math.max(0, from - 1), to).map((event) => now.get(event.seq) ?? event);
  }
}
