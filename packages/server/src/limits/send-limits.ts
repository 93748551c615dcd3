import { type Rate, type Refusal, refusal } from "@parlor/protocol";
import { type Bucket, bucketOf, type FullAt, take } from "@parlor/rules";

const MAX_REMEMBERED = 100_000;
/** More than one client has under way when it repeats them. */
const PAID_KEPT = 32;

/** What one person has taken of one thing: when their bucket is full again, and for which acts they paid last. */
interface Spent {
  readonly fullAt: FullAt;
  readonly paid: readonly string[];
}

/** How fast people may send: a person is one, over all their connections. */
export class SendLimits {
  readonly #now: () => number;
  readonly #spent = new Map<string, Spent>();
  readonly #buckets = new Map<Rate, Bucket>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes one turn, or says when the next one comes. The same act, told by its key, is paid for once. */
  take(user: string, what: string, rate: Rate, key?: string): Refusal | undefined {
    const who = `${what}\n${user}`;
    const { fullAt, paid } = this.#spent.get(who) ?? NOTHING;
    if (key !== undefined && paid.includes(key)) return undefined;
    const taken = take(this.#bucket(rate), fullAt, this.#now());
    if (!taken.ok) return refusal("too_fast", "You are sending too fast. Wait a moment.", taken.waitMs);

    this.#spent.delete(who);
    this.#spent.set(who, {
      fullAt: taken.fullAt,
      paid: key === undefined ? paid : [...paid.slice(1 - PAID_KEPT), key],
    });
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
    for (const [who, { fullAt }] of this.#spent) {
      if (fullAt > now && this.#spent.size <= MAX_REMEMBERED) return;
      this.#spent.delete(who);
    }
  }
}

const NOTHING: Spent = { fullAt: 0, paid: [] };
