export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
export const FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

export function sum(all: readonly Counts[]): Counts {
  return all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/**
 * What a run of `bun test` amounts to. The report alone is not to be trusted: a
 * test file that cannot be loaded is not in it, and a crash leaves none. So the
 * summary on the screen and the exit code may each add failures, and nothing
 * takes one away.
 */
export function countTests(report: string | undefined, screen: string, exitCode: number): Counts {
  if (report === undefined) return FAILED;

  const cases = [...report.matchAll(/<testcase\b[^>]*?(?:\/>|>(.*?)<\/testcase>)/gs)].map(([, body]) => outcome(body));
  const count = (wanted: Outcome): number => cases.filter((found) => found === wanted).length;
  const onScreen = Number([...screen.matchAll(/^\s*(\d+) fail$/gm)].at(-1)?.[1] ?? 0);
  const atLeast = exitCode !== 0 || count("passed") === 0 ? 1 : 0;

  return {
    passed: count("passed"),
    failed: Math.max(count("failed"), onScreen, atLeast),
    skipped: count("skipped"),
  };
}

type Outcome = "passed" | "failed" | "skipped";

function outcome(body = ""): Outcome {
  if (/<(failure|error)\b/.test(body)) return "failed";
  return /<skipped\b/.test(body) ? "skipped" : "passed";
}
