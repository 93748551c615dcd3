import { type Bucket, type FullAt, take } from "@parlor/rules";

/** No person types this fast, and no client of ours asks this much. */
const FRAMES: Bucket = { size: 600, refillMs: 10 };
/**
 * Who goes on regardless is not listening. Forgiven slowly: a flood always has a frame now and then that is in time,
 * so being in time once proves nothing.
 */
const REFUSALS: Bucket = { size: 1_000, refillMs: 100 };

/** What one connection may ask altogether, apart from what sending costs. */
export class FrameFlood {
  #fullAt: FullAt = 0;
  #forgivenAt: FullAt = 0;

  judge(now: number): "fine" | { readonly waitMs: number } | "hopeless" {
    const taken = take(FRAMES, this.#fullAt, now);
    if (taken.ok) {
      this.#fullAt = taken.fullAt;
      return "fine";
    }
    const refused = take(REFUSALS, this.#forgivenAt, now);
    if (!refused.ok) return "hopeless";
    this.#forgivenAt = refused.fullAt;
    return { waitMs: taken.waitMs };
  }
}
