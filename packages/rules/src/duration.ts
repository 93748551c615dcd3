import type { Duration } from "@parlor/protocol";

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** "90s" as 90,000. */
export function durationMs(duration: Duration): number {
  const [, count, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(duration) ?? [];
  if (!count) throw new Error(`not a duration: ${duration}`);
  return Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
}

const SPOKEN = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** For a sentence: "2 minutes", rounded up to the next whole of the largest unit that fits. */
export function spokenDuration(ms: number): string {
  const [unit, size] = SPOKEN.find(([, one]) => ms >= one) ?? SPOKEN[3];
  const count = Math.max(1, Math.ceil(ms / size));
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
