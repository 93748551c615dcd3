import type { Case, Entry } from "./cases/case.ts";
import type { Measures } from "./load/jobs/job.ts";
import { median } from "./percentile.ts";
import type { Progress } from "./report/progress.ts";

/** What became of one contestant in one case. */
export type Standing =
  | {
      readonly name: string;
      readonly outcome: "measured";
      readonly rounds: readonly Measures[];
      readonly median: Measures;
    }
  | { readonly name: string; readonly outcome: "missing" | "failed"; readonly reason: string };

/**
 * Rounds go around: everybody once, then everybody again, beginning with another each time. A machine that is slow for a
 * minute is then slow for all.
 */
export async function measureCase(of: Case, rounds: number, progress: Progress): Promise<Standing[]> {
  const standings = of.entries.map((entry) => ({
    entry,
    measured: [] as Measures[],
    failed: undefined as string | undefined,
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const standing of rotated(standings, round)) {
      const { entry } = standing;
      progress.step(`${of.name} · ${entry.name} · round ${round + 1} of ${rounds}`);
      if (standing.failed !== undefined || entry.missing() !== undefined) continue;
      try {
        standing.measured.push(await entry.measure());
      } catch (error) {
        // One contestant's failure is a line in the table, not the end of the others.
        standing.failed = error instanceof Error ? error.message : String(error);
      }
    }
  }
  return standings.map(({ entry, measured, failed }) => conclude(entry, measured, failed));
}

function conclude(entry: Entry, rounds: readonly Measures[], failed: string | undefined): Standing {
  const { name } = entry;
  const missing = entry.missing();
  if (missing !== undefined) return { name, outcome: "missing", reason: missing };
  if (failed !== undefined) return { name, outcome: "failed", reason: failed };
  return { name, outcome: "measured", rounds, median: medians(rounds) };
}

export function medians(rounds: readonly Measures[]): Measures {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => round[name] ?? NaN))]));
}

export function rotated<T>(list: readonly T[], by: number): T[] {
  const cut = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(cut), ...list.slice(0, cut)];
}
