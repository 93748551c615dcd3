import { type Cursor, isRoomStream, type StreamName } from "@parlor/protocol";
import { inTime, LATE } from "../clock/in-time.ts";
import type { FoundCopy, StreamCopies } from "../copies/stream-copies.ts";
import type { News, Store, StoredStream } from "../storage/store.ts";
import { type Encoded, OpenStream } from "./open-stream.ts";
import { Rounds } from "./rounds.ts";

export interface OpenStreamsSettings {
  readonly windowSize: number;
  readonly maxOpen: number;
  readonly newEpoch: (stream: StreamName) => string;
  /** Someone here is listening to it, so it stays. */
  readonly isWatched: (stream: StreamName) => boolean;
  /** Events that another server stored are here now. */
  readonly caughtUp: (stream: OpenStream, events: readonly Encoded[]) => void;
  /** Resolves when whatever other servers store from now on is heard here. */
  readonly follow?: ((stream: StreamName) => Promise<void>) | undefined;
  readonly unfollow?: ((stream: StreamName) => void) | undefined;
  /** Where servers leave for each other what they read of a room. */
  readonly copies?: StreamCopies | undefined;
  readonly report: (error: unknown) => void;
}

const CATCH_UP_PAGE = 200;
/** A stream that takes longer to follow is opened meanwhile, and caught up with when it is followed. */
const FOLLOW_MS = 250;
/** Streams in one question to the store. */
const ASK_ABOUT = 2_000;

/** The streams that are in memory. Bounded: what nobody uses makes room. */
export class OpenStreams {
  readonly #store: Pick<Store, "load" | "read" | "ahead">;
  readonly #settings: OpenStreamsSettings;
  readonly #open = new Map<StreamName, OpenStream>();
  readonly #loading = new Map<StreamName, Promise<OpenStream>>();
  /** Heads that were heard of while the stream was being loaded: the rows read may be older. */
  readonly #heardMeanwhile = new Map<StreamName, number>();
  readonly #catchingUp = new Rounds((stream: OpenStream) => this.#catchUp(stream));
  /** What was asked for since the last round. */
  #used = new Set<StreamName>();
  readonly hits = { memory: 0, store: 0 };
  /** Rooms that were opened with another server's copy, in spite of one that was out of date, and where there was none. */
  readonly copies = { taken: 0, stale: 0, missing: 0 };
  /** Events that other servers stored: told by them, and found in the store. */
  readonly fromOthers = { told: 0, found: 0, catchUps: 0 };

  constructor(store: Pick<Store, "load" | "read" | "ahead">, settings: OpenStreamsSettings) {
    this.#store = store;
    this.#settings = settings;
  }

  get size(): number {
    return this.#open.size;
  }

  names(): Iterable<StreamName> {
    return this.#open.keys();
  }

  /** Without a wait, when it is in memory. */
  peek(stream: StreamName): OpenStream | undefined {
    if (this.#settings.unfollow) this.#used.add(stream);
    return this.#open.get(stream);
  }

  open(stream: StreamName): OpenStream | Promise<OpenStream> {
    const open = this.peek(stream);
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
    if (this.#open.delete(stream)) this.#settings.unfollow?.(stream);
  }

  /** Another server stored something. The next rows are taken as they are; on a hole the store is read. */
  hear({ stream: name, epoch, head, rows, prints }: News): void {
    const stream = this.#open.get(name);
    if (!stream) {
      if (this.#loading.has(name)) this.#heardMeanwhile.set(name, head);
      return;
    }
    // It began there, with an epoch that is not ours.
    if (stream.head === 0 && rows[0]?.seq === 1) stream.epoch = epoch;
    if (epoch === stream.epoch && head <= stream.head) return;

    const follows = epoch === stream.epoch && rows[0] && rows[0].seq <= stream.head + 1;
    if (!follows) {
      this.#catchUpSoon(stream);
      return;
    }
    const events = stream.receive(rows, prints);
    this.fromOthers.told += events.length;
    this.#settings.caughtUp(stream, events);
  }

  /** Waits until what a reader saw on another server is here, too. */
  async reach(stream: OpenStream, { epoch, seq }: Cursor): Promise<void> {
    if (isAhead({ epoch, seq }, stream)) await this.catchUp(stream);
  }

  /** Asks the store about everything that is open: for when nothing is heard, or something may have been missed. */
  async checkAll(): Promise<void> {
    const known = [...this.#open.values()].map(({ name, head }) => ({ stream: name, head }));
    for (let at = 0; at < known.length; at += ASK_ABOUT) {
      for (const { stream: name } of await this.#store.ahead(known.slice(at, at + ASK_ABOUT))) {
        const stream = this.#open.get(name);
        if (stream) this.#catchUpSoon(stream);
      }
    }
  }

  /** Lets go of what nobody watches, and nobody asked for since the last time: other servers' news of it cost us. */
  dropUnused(): void {
    const used = this.#used;
    this.#used = new Set();
    for (const [name, stream] of this.#open) {
      if (used.has(name) || stream.busy || this.#settings.isWatched(name)) continue;
      this.drop(name);
    }
  }

  #catchUpSoon(stream: OpenStream): void {
    this.catchUp(stream).catch(this.#settings.report);
  }

  /** Takes over what others stored since. */
  catchUp(stream: OpenStream): Promise<void> {
    return this.#catchingUp.ask(stream);
  }

  async #catchUp(stream: OpenStream): Promise<void> {
    this.fromOthers.catchUps++;
    // It began on another server, with an epoch that is not ours.
    if (stream.head === 0) {
      const [now] = await this.#store.ahead([{ stream: stream.name, head: 0 }]);
      if (now && stream.head === 0) stream.epoch = now.epoch;
    }
    for (;;) {
      const rows = await this.#store.read(stream.name, { after: stream.head, limit: CATCH_UP_PAGE });
      const caughtUp = stream.receive(rows);
      this.fromOthers.found += caughtUp.length;
      if (caughtUp.length > 0) this.#settings.caughtUp(stream, caughtUp);
      if (rows.length < CATCH_UP_PAGE) return;
    }
  }

  async #load(stream: StreamName): Promise<OpenStream> {
    this.hits.store++;
    const copies = isRoomStream(stream) ? this.#settings.copies : undefined;
    try {
      const finding = copies?.find(stream);
      const following = this.#settings.follow?.(stream);
      const isFollowed = !following || (await inTime(following, FOLLOW_MS)) !== LATE;
      const found = await finding;
      const stored = await this.#store.load(stream, this.#settings.windowSize, found?.copy);
      if (found && stored && !this.#isCopied(found, stored) && found.isWanted) copies?.keep(stream, stored);
      const open = new OpenStream(stream, this.#settings.newEpoch, stored, this.#settings.windowSize);
      this.#open.set(stream, open);
      if ((this.#heardMeanwhile.get(stream) ?? 0) > open.head) this.#catchUpSoon(open);
      if (!isFollowed) void following?.then(() => this.#catchUpSoon(open)).catch(this.#settings.report);
      this.#makeRoom();
      return open;
    } catch (error) {
      this.#settings.unfollow?.(stream);
      throw error;
    } finally {
      this.#loading.delete(stream);
      this.#heardMeanwhile.delete(stream);
    }
  }

  #isCopied({ copy }: FoundCopy, stored: StoredStream): boolean {
    const isCopied = copy?.rows === stored.rows;
    if (isCopied) this.copies.taken++;
    else if (copy) this.copies.stale++;
    else this.copies.missing++;
    return isCopied;
  }

  #makeRoom(): void {
    // Oldest first, and no further than one stroke: most of what is open is in use.
    let tries = 64;
    for (const [name, stream] of this.#open) {
      if (this.#open.size <= this.#settings.maxOpen || --tries === 0) return;
      this.#open.delete(name);
      if (stream.busy || this.#settings.isWatched(name)) this.#open.set(name, stream);
      else this.#settings.unfollow?.(name);
    }
  }
}

/** The reader comes from a server that is further than this one: news are still on their way, or were lost. */
export const isAhead = ({ epoch, seq }: Cursor, stream: OpenStream): boolean =>
  stream.head === 0 ? epoch !== stream.epoch || seq > 0 : epoch === stream.epoch && seq > stream.head;
