import { isRoomStream, type StreamName, type Topic, type TopicsSignal } from "@parlor/protocol";
import { type RoomState, Topics } from "@parlor/rules";
import type { Store } from "../storage/store.ts";
import type { Committed } from "../streams/journal.ts";
import type { Encoded, OpenStream } from "../streams/open-stream.ts";
import { readableRows } from "../streams/readable-rows.ts";
import { parseRow } from "../streams/window.ts";

export interface RoomTopicsSettings {
  readonly now: () => number;
  readonly later: (ms: number, act: () => void) => () => void;
  readonly store: Pick<Store, "read">;
  readonly tell: (signal: TopicsSignal) => void;
}

/** What one room talks about, as this server has heard it. */
interface Heard {
  readonly topics: Topics;
  told: string;
  telling: boolean;
}

const COALESCE_MS = 500;
const MAX_ROOMS = 5_000;
/** Messages that are heard again when a room's topics are first asked for. */
const HEARD_AGAIN = 500;
const TOLD = 10;

/** What rooms talk about. It follows from the messages, so nothing of it is stored. */
export class RoomTopics {
  readonly #settings: RoomTopicsSettings;
  readonly #rooms = new Map<StreamName, Promise<Heard>>();

  constructor(settings: RoomTopicsSettings) {
    this.#settings = settings;
  }

  /** `floor` is the last seq that this reader may not read: its words are no topics for them. */
  async rank(stream: OpenStream, limit: number, floor: number): Promise<readonly Topic[]> {
    const policy = (stream.state as RoomState).kind.topics;
    if (!policy || floor >= stream.head) return [];
    const { topics } = floor > 0 ? await this.#read(stream, floor) : await this.#heard(stream);
    return topics.rank(this.#settings.now(), limit);
  }

  committed({ stream, events }: Committed): void {
    if (!isRoomStream(stream.name) || !(stream.state as RoomState).kind.topics) return;
    const known = this.#rooms.has(stream.name);
    // A room whose topics are read only now hears these messages among the others.
    void this.#heard(stream).then((heard) => {
      if (known) for (const { event } of events) hear(heard.topics, event);
      // Where people may read different parts of the history, one ranking for all would tell of the rest.
      if ((stream.state as RoomState).kind.history.visible === "always") this.#tellSoon(stream.name, heard);
    });
  }

  #heard(stream: OpenStream): Promise<Heard> {
    const known = this.#rooms.get(stream.name);
    if (known) return known;
    const reading = this.#read(stream);
    this.#rooms.set(stream.name, reading);
    reading.catch(() => this.#rooms.delete(stream.name));
    for (const oldest of this.#rooms.keys()) {
      if (this.#rooms.size <= MAX_ROOMS) break;
      this.#rooms.delete(oldest);
    }
    return reading;
  }

  async #read(stream: OpenStream, floor = 0): Promise<Heard> {
    const policy = (stream.state as RoomState).kind.topics;
    if (!policy) throw new Error(`${stream.name} has no topics`);
    const topics = new Topics(policy);
    const sight = { from: floor + 1, searches: false };
    for (const row of readableRows(await this.#settings.store.read(stream.name, { limit: HEARD_AGAIN }), sight)) {
      hear(topics, parseRow(row));
    }
    return { topics, told: "", telling: false };
  }

  #tellSoon(stream: StreamName, heard: Heard): void {
    if (heard.telling) return;
    heard.telling = true;
    this.#settings.later(COALESCE_MS, () => {
      heard.telling = false;
      const topics = heard.topics.rank(this.#settings.now(), TOLD);
      const words = topics.map(({ word }) => word).join(" ");
      if (words === heard.told) return;
      heard.told = words;
      this.#settings.tell({ stream, kind: "topics", topics });
    });
  }
}

/** A page of history carries messages as they are now, so an edit in it says again what its message says already. */
function hear(topics: Topics, event: Encoded["event"]): void {
  if (event.type === "message_posted") {
    const { text } = event.data;
    if (text !== undefined) topics.add({ seq: event.seq, by: event.actor, at: event.at, text });
  } else if (event.type === "message_edited" && event.data.text !== undefined) {
    topics.add({ seq: event.data.target, by: event.actor, at: event.at, text: event.data.text });
  } else if (event.type === "message_deleted") {
    topics.remove(event.data.target);
  }
}
