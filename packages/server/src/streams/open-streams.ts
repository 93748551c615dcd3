import type { StreamName } from "@parlor/protocol";
import type { Store } from "../storage/store.ts";
import { type Encoded, OpenStream } from "./open-stream.ts";

export interface OpenStreamsSettings {
  readonly windowSize: number;
  readonly maxOpen: number;
  readonly newEpoch: () => string;
  /** Someone here is listening to it, so it stays. */
  readonly isWatched: (stream: StreamName) => boolean;
  /** Events that another server stored are here now. */
  readonly caughtUp: (stream: OpenStream, events: readonly Encoded[]) => void;
}

const CATCH_UP_PAGE = 200;

/** The streams that are in memory. Bounded: what nobody uses makes room. */
export class OpenStreams {
  readonly #store: Pick<Store, "load" | "read">;
  readonly #settings: OpenStreamsSettings;
  readonly #open = new Map<StreamName, OpenStream>();
  readonly #loading = new Map<StreamName, Promise<OpenStream>>();
  readonly hits = { memory: 0, store: 0 };

  constructor(store: Pick<Store, "load" | "read">, settings: OpenStreamsSettings) {
    this.#store = store;
    this.#settings = settings;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Without a wait, when it is in memory. */
  peek(stream: StreamName): OpenStream | undefined {
    return this.#open.get(stream);
  }

  open(stream: StreamName): OpenStream | Promise<OpenStream> {
    const open = this.#open.get(stream);
    if (open) {
      this.hits.memory++;
      return open;
    }
    const loading = this.#loading.get(stream) ?? this.#load(stream);
    this.#loading.set(stream, loading);
    return loading;
  }

  /** Forgets what is in memory, because the store knows better. */
  drop(stream: StreamName): void {
    this.#open.delete(stream);
  }

  /** Takes over what others stored since. */
  async catchUp(stream: OpenStream): Promise<void> {
    for (;;) {
      const rows = await this.#store.read(stream.name, { after: stream.head, limit: CATCH_UP_PAGE });
      const caughtUp = stream.receive(rows);
      if (caughtUp.length > 0) this.#settings.caughtUp(stream, caughtUp);
      if (rows.length < CATCH_UP_PAGE) return;
    }
  }

  async #load(stream: StreamName): Promise<OpenStream> {
    this.hits.store++;
    try {
      const stored = await this.#store.load(stream, this.#settings.windowSize);
      const open = new OpenStream(stream, this.#settings.newEpoch, stored, this.#settings.windowSize);
      this.#open.set(stream, open);
      this.#makeRoom();
      return open;
    } finally {
      this.#loading.delete(stream);
    }
  }

  #makeRoom(): void {
    // Oldest first, and no further than one stroke: most of what is open is in use.
    let tries = 64;
    for (const [name, stream] of this.#open) {
      if (this.#open.size <= this.#settings.maxOpen || --tries === 0) return;
      this.#open.delete(name);
      if (stream.busy || this.#settings.isWatched(name)) this.#open.set(name, stream);
    }
  }
}
