import { type RoomEvent, type RoomView, roomStream, type StoredEvent } from "@parlor/protocol";
import { foldRoom, isRevision, type PostedEvent, revise, type RoomState, roomView } from "@parlor/rules";

/** What a client holds of one room: every event it was given, in the state in which it was given last. */
export class HeldLog {
  readonly room: string;
  readonly #events = new Map<number, StoredEvent>();
  epoch: string | undefined;
  /** Everything up to here is held, without a hole. */
  heldTo = 0;
  /** The last that is held, with holes before it or without. */
  newest = 0;

  constructor(room: string) {
    this.room = room;
  }

  get stream(): string {
    return roomStream(this.room);
  }

  get cursor(): { epoch: string; seq: number } | null {
    return this.epoch === undefined ? null : { epoch: this.epoch, seq: this.heldTo };
  }

  add(epoch: string, events: readonly StoredEvent[]): void {
    if (this.epoch !== undefined && this.epoch !== epoch) throw new Error(`${this.stream} became another log`);
    this.epoch = epoch;
    for (const event of events) {
      this.newest = Math.max(this.newest, event.seq);
      const held = this.#events.get(event.seq);
      if (held && held.id !== event.id) throw new Error(`${this.stream} has two events with seq ${event.seq}`);
      if (!held || revOf(held) <= revOf(event)) this.#events.set(event.seq, event);
    }
    while (this.#events.has(this.heldTo + 1)) this.heldTo++;
  }

  /** The first seqs that are missing below something that is held. */
  get hole(): { from: number; to: number } | undefined {
    if (this.heldTo === this.newest) return undefined;
    const later = [...this.#events.keys()].filter((seq) => seq > this.heldTo);
    return { from: this.heldTo + 1, to: Math.min(...later) - 1 };
  }

  events(): StoredEvent[] {
    return [...this.#events.values()].toSorted((one, other) => one.seq - other.seq);
  }
}

const revOf = (event: StoredEvent): number => Number(event.data["rev"] ?? 0);

export interface Folded {
  readonly state: RoomView | undefined;
  readonly messages: readonly Pick<PostedEvent, "seq" | "at" | "actor" | "data">[];
}

/** What a log adds up to, judged by the rules that everybody shares. */
export function foldOf(room: string, events: readonly StoredEvent[]): Folded {
  const messages = new Map<number, PostedEvent>();
  let state: RoomState | undefined;
  for (const event of events as readonly unknown[] as readonly RoomEvent[]) {
    state = foldRoom(room, state, event);
    if (event.type === "message_posted") messages.set(event.seq, event);
    const target = isRevision(event) ? messages.get(event.data.target) : undefined;
    if (isRevision(event) && target) messages.set(target.seq, revise(target, event));
  }
  return {
    state: state && roomView(state),
    messages: [...messages.values()].map(({ seq, at, actor, data }) => ({ seq, at, actor, data })),
  };
}
