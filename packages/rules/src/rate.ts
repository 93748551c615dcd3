import type { Rate } from "@parlor/protocol";
import { durationMs } from "./duration.ts";

/** "10/10s" as a bucket: how many at once, and how long one takes to come back. */
export interface Bucket {
  readonly size: number;
  readonly refillMs: number;
}

export function bucketOf(rate: Rate): Bucket {
  const [count, span = ""] = rate.split("/");
  const size = Number(count);
  return { size, refillMs: durationMs(span) / size };
}

/** A bucket in use: when it would be full again. One number says everything. */
export type FullAt = number;

/** Takes one from the bucket, or says how long to wait. */
export function take(
  bucket: Bucket,
  fullAt: FullAt,
  now: number,
): { ok: true; fullAt: FullAt } | { ok: false; waitMs: number } {
  const next = Math.max(fullAt, now) + bucket.refillMs;
  const waitMs = next - now - bucket.size * bucket.refillMs;
  return waitMs > 0 ? { ok: false, waitMs: Math.ceil(waitMs) } : { ok: true, fullAt: next };
}
