import { type Bucket, type FullAt, take } from "@parlor/rules";

/** No person types this fast, and no client of ours asks this much. */
const FRAMES: Bucket = { size: 600, refillMs: 10 };
/** Who goes on regardless is not listening. */
const MAX_REFUSED = 1_000;

/** What one connection may ask altogether, apart from what sending costs. */
export class FrameFlood {
  #fullAt: FullAt = 0;
  #refused = 0;

  judge(now: number): "fine" | { readonly waitMs: number } | "hopeless" {
    const taken = take(FRAMES, this.#fullAt, now);
    if (taken.ok) {
      this.#fullAt = taken.fullAt;
      this.#refused = 0;
      return "fine";
    }
    return ++this.#refused > MAX_REFUSED ? "hopeless" : { waitMs: taken.waitMs };
  }
}
