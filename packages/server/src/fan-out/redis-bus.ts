import type { Bus, BusEvents, Channel } from "./bus.ts";
import { type RedisConnection, redisConnection } from "./redis-connection.ts";

export interface RedisBusSettings {
  readonly url: string;
  /** What this server is called among the others. */
  readonly server: string;
  readonly report: (error: Error) => void;
}

const BEAT_MS = 1_000;
/** A bus that does not bring back our own words for this long is away, whatever its sockets say. */
const SILENT_BEATS = 3;
const RETRY_MS = 500;
const PREFIX = "parlor:";

/**
 * Redis or Valkey, with sharded channels so that it also runs on a cluster. Whether it works is told by our own
 * heartbeat coming back: a paused Redis and a cut network close no socket.
 */
export class RedisBus implements Bus {
  readonly #server: string;
  readonly #beatChannel: string;
  readonly #mouth: RedisConnection;
  readonly #ear: RedisConnection;
  readonly #following = new Map<Channel, Promise<void>>();
  #events: BusEvents | undefined;
  #away = true;
  #silentBeats = 0;
  #lagMs = 0;
  #beating: Timer | undefined;

  constructor({ url, server, report }: RedisBusSettings) {
    this.#server = server;
    this.#beatChannel = `beat:${server}`;
    const connection = (): RedisConnection => {
      const redis = redisConnection(url, {
        lazyConnect: true,
        enableOfflineQueue: false,
        maxRetriesPerRequest: 0,
        autoResubscribe: false,
        enableAutoPipelining: true,
        connectTimeout: BEAT_MS * SILENT_BEATS,
        retryStrategy: () => RETRY_MS,
      });
      redis.on("error", report);
      return redis;
    };
    this.#mouth = connection();
    this.#ear = connection();
    this.#ear.on("ready", () => void this.#listenAgain());
    this.#ear.on("close", () => this.#goAway());
    this.#ear.on("smessage", (channel: string, words: string) => this.#hear(channel.slice(PREFIX.length), words));
  }

  /** Resolves at once when Redis is there, and otherwise after a moment: it may come later. */
  static async open(settings: RedisBusSettings): Promise<RedisBus> {
    const bus = new RedisBus(settings);
    const there = Promise.withResolvers<void>();
    bus.#ear.once("ready", there.resolve);
    // A first failure is one like any later: both go on trying.
    for (const redis of [bus.#mouth, bus.#ear]) redis.connect().catch(() => undefined);
    bus.#beating = setInterval(() => bus.#beat(), BEAT_MS);
    await Promise.race([there.promise, Bun.sleep(BEAT_MS)]);
    return bus;
  }

  get isAway(): boolean {
    return this.#away;
  }

  get lagMs(): number {
    return this.#lagMs;
  }

  listen(events: BusEvents): void {
    this.#events = events;
  }

  follow(channel: Channel): Promise<void> {
    const known = this.#following.get(channel);
    if (known) return this.#away ? Promise.resolve() : known;
    // Not heard now is no fault: after the return all is followed again.
    const followed = this.#ear.ssubscribe(PREFIX + channel).then(
      () => undefined,
      () => undefined,
    );
    this.#following.set(channel, followed);
    return this.#away ? Promise.resolve() : followed;
  }

  unfollow(channel: Channel): void {
    if (!this.#following.delete(channel)) return;
    this.#ear.sunsubscribe(PREFIX + channel).catch(() => undefined);
  }

  say(channel: Channel, words: string): void {
    this.#publish(channel, `${this.#server} ${words}`);
  }

  async close(): Promise<void> {
    clearInterval(this.#beating);
    this.#events = undefined;
    // What was said in this turn is gathered until its end; quit would overtake it.
    await new Promise(setImmediate);
    await Promise.all([this.#mouth, this.#ear].map((redis) => redis.quit().catch(() => redis.disconnect())));
  }

  #publish(channel: string, words: string): void {
    // Nobody hears of it then; they find it in the store.
    this.#mouth.spublish(PREFIX + channel, words).catch(() => undefined);
  }

  #hear(channel: string, said: string): void {
    if (channel === this.#beatChannel) {
      this.#silentBeats = 0;
      this.#lagMs = performance.now() - Number(said);
      if (this.#away) this.#comeBack();
      return;
    }
    const space = said.indexOf(" ");
    const server = said.slice(0, space);
    if (server !== this.#server) this.#events?.hear(channel, server, said.slice(space + 1));
  }

  #beat(): void {
    if (++this.#silentBeats > SILENT_BEATS) {
      this.#goAway();
      this.#silentBeats = 0;
      for (const redis of [this.#mouth, this.#ear]) if (redis.status === "ready") redis.disconnect(true);
      return;
    }
    this.#publish(this.#beatChannel, String(performance.now()));
  }

  /** Everything is followed again before the heartbeat can say that we are back. */
  async #listenAgain(): Promise<void> {
    const channels = [...this.#following.keys(), this.#beatChannel].map((channel) => PREFIX + channel);
    try {
      // One by one, since in a cluster each may live elsewhere; they still travel together.
      await Promise.all(channels.map((channel) => this.#ear.ssubscribe(channel)));
      this.#publish(this.#beatChannel, String(performance.now()));
    } catch {
      // It went again: the next time it is ready this is done anew.
    }
  }

  #goAway(): void {
    if (this.#away) return;
    this.#away = true;
    this.#events?.wentAway();
  }

  #comeBack(): void {
    this.#away = false;
    this.#events?.cameBack();
  }
}
