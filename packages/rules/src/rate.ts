import type { Rate } from "@parlor/protocol";

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** "10/10s" as a bucket: how many at once, and how long one takes to come back. */
export interface Bucket {
  readonly size: number;
  readonly refillMs: number;
}

export function bucketOf(rate: Rate): Bucket {
  const [, count, span, unit] = /^(\d+)\/(\d+)(ms|s|m|h)$/.exec(rate) ?? [];
  const size = Number(count);
  return { size, refillMs: (Number(span) * UNIT_MS[(unit ?? "s") as keyof typeof UNIT_MS]) / size };
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
