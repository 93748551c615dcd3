import { type Rate, type Refusal, refusal } from "@parlor/protocol";
import { type Bucket, bucketOf, type FullAt, take } from "@parlor/rules";

const MAX_REMEMBERED = 100_000;

/** How fast people may send: a person is one, over all their connections. */
export class SendLimits {
  readonly #now: () => number;
  readonly #fullAt = new Map<string, FullAt>();
  readonly #buckets = new Map<Rate, Bucket>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes one turn, or says when the next one comes. */
  take(user: string, what: string, rate: Rate): Refusal | undefined {
    const who = `${what}\n${user}`;
    const taken = take(this.#bucket(rate), this.#fullAt.get(who) ?? 0, this.#now());
    if (!taken.ok) return refusal("too_fast", "You are sending too fast. Wait a moment.", taken.waitMs);

    this.#fullAt.delete(who);
    this.#fullAt.set(who, taken.fullAt);
    this.#forgetFull();
    return undefined;
  }

  #bucket(rate: Rate): Bucket {
    const known = this.#buckets.get(rate);
    if (known) return known;
    const bucket = bucketOf(rate);
    this.#buckets.set(rate, bucket);
    return bucket;
  }

  /** The oldest entries are the first to be full again, and a full bucket is the same as none. */
  #forgetFull(): void {
    const now = this.#now();
    for (const [who, fullAt] of this.#fullAt) {
      if (fullAt > now && this.#fullAt.size <= MAX_REMEMBERED) return;
      this.#fullAt.delete(who);
    }
  }
}
