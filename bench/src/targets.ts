import type { Standing } from "./measure.ts";
import { median } from "./percentile.ts";

/** DESIGN section 10: how Parlor has to stand beside another, in the same run. */
export interface Target {
  readonly case: string;
  readonly claim: string;
  readonly measure: string;
  /** Whose figure Parlor's is divided by. */
  readonly to: string;
  readonly of?: string;
  readonly bound: "at most" | "at least";
  readonly ratio: number;
}

const cpu = { measure: "cpuMicrosPerDelivery", bound: "at most" } as const;
const grown = {
  case: "history",
  of: "Parlor, many stored",
  to: "Parlor, 10,000 stored",
  bound: "at most",
  ratio: 1.3,
} as const;

export const TARGETS: readonly Target[] = [
  { ...cpu, case: "fanout-1", claim: "fan-out, 1 in flight, to bare Bun publish", to: "Bun publish", ratio: 1.15 },
  { ...cpu, case: "fanout-50", claim: "fan-out, 50 in flight, to bare Bun publish", to: "Bun publish", ratio: 1.15 },
  { ...cpu, case: "fanout-1", claim: "fan-out, 1 in flight, to nginx + nchan", to: "nginx + nchan", ratio: 0.9 },
  { ...cpu, case: "fanout-50", claim: "fan-out, 50 in flight, to nginx + nchan", to: "nginx + nchan", ratio: 0.9 },
  { ...cpu, case: "fanout-50", claim: "fan-out, 50 in flight, to Socket.IO", to: "Socket.IO", ratio: 0.1 },
  ...(["fanout-1", "fanout-50"] as const).map((name) => ({
    ...cpu,
    case: name,
    claim: `fan-out by the Socket.IO door, ${name === "fanout-1" ? 1 : 50} in flight, to the native door`,
    of: "Parlor, Socket.IO door",
    to: "Parlor",
    ratio: 1.5,
  })),
  {
    case: "durable",
    claim: "durable sends/s to seed 004",
    measure: "sendsPerSecond",
    to: "Seed 004",
    bound: "at least",
    ratio: 10,
  },
  {
    case: "durable",
    claim: "durable sends/s to raw SQLite inserts",
    measure: "sendsPerSecond",
    to: "Raw SQLite",
    bound: "at least",
    ratio: 0.6,
  },
  {
    case: "fleet-durable",
    claim: "durable sends/s through two servers to seed 004",
    measure: "sendsPerSecond",
    of: "Parlor, two servers",
    to: "Seed 004",
    bound: "at least",
    ratio: 3,
  },
  ...(["fleet-fanout-1", "fleet-fanout-50"] as const).map((name) => ({
    ...cpu,
    case: name,
    claim: `delivery across servers, ${name === "fleet-fanout-1" ? 1 : 50} in flight, to delivery on the same`,
    of: "Other server",
    to: "Same server",
    ratio: 1.3,
  })),
  {
    case: "fleet-unwatched",
    claim: "what talk costs a server where nobody listens, to where it is said",
    measure: "cpuMicrosPerSend",
    of: "Where nobody listens",
    to: "Where it is said",
    bound: "at most",
    ratio: 0.02,
  },
  {
    case: "latency",
    claim: "p99 to a bare echo relay",
    measure: "p99Ms",
    to: "Bun publish",
    bound: "at most",
    ratio: 2,
  },
  {
    case: "memory",
    claim: "memory per idle connection to a bare Bun socket",
    measure: "bytesPerConnection",
    to: "Bun publish",
    bound: "at most",
    ratio: 1.4,
  },
  { ...grown, claim: "a page of history, many stored to 10,000", measure: "pageMs" },
  { ...grown, claim: "a join, cold, many stored to 10,000", measure: "coldJoinMs" },
  { ...grown, claim: "a join, warm, many stored to 10,000", measure: "warmJoinMs" },
  { ...grown, claim: "a resume, many stored to 10,000", measure: "resumeMs" },
  {
    case: "storm",
    claim: "all caught up, to Socket.IO rejoining",
    measure: "caughtUpSeconds",
    to: "Socket.IO",
    bound: "at most",
    ratio: 0.3,
  },
];

export interface Verdict {
  readonly target: Target;
  readonly measured: number;
  readonly holds: boolean;
}

/** The median of the rounds' own ratios: both sides of each were measured within the same minute. Undefined without both. */
export function judge(target: Target, standings: readonly Standing[]): Verdict | undefined {
  const ours = figures(standings, target.of ?? "Parlor", target.measure);
  const theirs = figures(standings, target.to, target.measure);
  if (ours.length === 0 || ours.length !== theirs.length) return undefined;

  const measured = median(ours.map((our, round) => our / theirs[round]!));
  return { target, measured, holds: target.bound === "at most" ? measured <= target.ratio : measured >= target.ratio };
}

function figures(standings: readonly Standing[], name: string, measure: string): number[] {
  const standing = standings.find((one) => one.name === name);
  return standing?.outcome === "measured" ? standing.rounds.map((round) => round[measure] ?? NaN) : [];
}
