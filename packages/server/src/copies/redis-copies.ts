import type { StreamName } from "@parlor/protocol";
import { inTime, LATE } from "../clock/in-time.ts";
import { type RedisConnection, redisConnection } from "../fan-out/redis-connection.ts";
import type { StreamCopy } from "../storage/store.ts";
import { openCopy, sealCopy } from "./sealed-copy.ts";
import type { FoundCopy, StreamCopies } from "./stream-copies.ts";

export interface RedisCopiesSettings {
  readonly url: string;
  /** What the servers know, and Redis does not. */
  readonly secret: string;
  /** All that this server puts there while one copy lasts. */
  readonly mostBytes: number;
  /** How long an opening waits for an answer. */
  readonly waitMs?: number;
}

const PREFIX = "parlor:copy:";
const LASTS_S = 600;
/** Stands where a stream was opened once: a copy costs more than it saves until somebody else wants it. */
const OPENED = "";
const COPY_BYTES = 1_048_576;
/** In addition to what following the stream takes, for which Redis is asked at the same time. */
const WAIT_MS = 50;
/** A connection without an answer for so long is opened anew: a cut network closes no socket. */
const SILENT_MS = 3_000;
/** Who has many to leave at once has better things to do. */
const PUT_AT_ONCE = 4;
const RETRY_MS = 500;

/** Copies in Redis or Valkey, each under a key of its own. Whether it can be reached is the bus's to report. */
export class RedisCopies implements StreamCopies {
  kept = 0;
  readonly #redis: RedisConnection;
  readonly #settings: RedisCopiesSettings;
  /** When all that this server may put there is free again. */
  #spentUntil = 0;
  #putting = 0;
  #late = 0;

  constructor(settings: RedisCopiesSettings) {
    this.#settings = settings;
    this.#redis = redisConnection(settings.url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      enableAutoPipelining: true,
      connectTimeout: SILENT_MS,
      retryStrategy: () => RETRY_MS,
    });
    this.#redis.on("error", () => undefined);
    // A first failure is one like any later: it goes on trying.
    this.#redis.connect().catch(() => undefined);
  }

  async find(stream: StreamName): Promise<FoundCopy> {
    // One has waited for nothing already.
    if (this.#late > 0) return NOTHING;
    const asking = this.#redis.setBuffer(PREFIX + stream, OPENED, "EX", LASTS_S, "NX", "GET").catch(() => null);
    const found = await inTime(asking, this.#settings.waitMs ?? WAIT_MS);
    if (found === LATE) {
      void this.#waitOn(asking);
      return NOTHING;
    }
    return found ? { copy: openCopy(this.#settings.secret, stream, found), isWanted: true } : NOTHING;
  }

  keep(stream: StreamName, copy: StreamCopy): void {
    const bytes = copy.rows.reduce((sum, { json }) => sum + Buffer.byteLength(json), 0);
    if (bytes > COPY_BYTES || this.#putting >= PUT_AT_ONCE || !this.#mayPut(bytes)) return;
    this.#putting++;
    // Whoever opened the stream does not wait for it.
    setImmediate(() => {
      const sealed = sealCopy(this.#settings.secret, stream, copy);
      this.#redis
        .set(PREFIX + stream, sealed, "EX", LASTS_S)
        .then(() => this.kept++)
        // Away, full, or read-only: then there is none.
        .catch(() => undefined)
        .finally(() => this.#putting--);
    });
  }

  close(): void {
    this.#redis.disconnect();
  }

  /** A bucket that is full after the time in which copies expire. */
  #mayPut(bytes: number): boolean {
    const now = performance.now();
    const until = Math.max(this.#spentUntil, now) + (bytes / this.#settings.mostBytes) * LASTS_S * 1_000;
    if (until > now + LASTS_S * 1_000) return false;
    this.#spentUntil = until;
    return true;
  }

  async #waitOn(asking: Promise<unknown>): Promise<void> {
    this.#late++;
    const hangUp = setTimeout(() => this.#redis.disconnect(true), SILENT_MS);
    await asking;
    clearTimeout(hangUp);
    this.#late--;
  }
}

const NOTHING: FoundCopy = { copy: undefined, isWanted: false };
