import type { ToolName } from "./tools.ts";

/** A part of `npm test`. Adding one means a row below, and a script in package.json if it is to have a word of its own. */
export interface Suite {
  readonly name: string;
  readonly command: readonly string[];
  /** `one`: the suite as a whole passes or fails. `tests`: as many as its JUnit report says. */
  readonly counts: "one" | "tests";
  /** Left out of the tree, left out of the run: at least one of these paths must exist. */
  readonly paths: readonly string[];
  readonly uses: readonly ToolName[];
  readonly timeoutMinutes: number;
}

export const SUITES: readonly Suite[] = [
  check("check:types", ["tsc", "--noEmit"]),
  check("check:lint", ["oxlint", "--deny-warnings"]),
  check("check:format", ["oxfmt", "--check"]),
  check("check:unused", ["knip", "--no-progress", "--no-config-hints"]),
  check("check:arrows", ["bun", "scripts/check-arrows.ts"]),
  tests("test:unit", ["packages", "apps", "bench", "scripts"], ["redis", "postgres"], 10),
  tests("test:system", ["tests/system"], ["redis", "postgres", "nginx", "haproxy", "faketime"], 20),
  tests("test:browser", ["tests/browser"], ["redis", "postgres", "chromium"], 20),
  {
    name: "torture",
    command: ["bun", "--no-orphans", "tests/torture/main.ts", "--short"],
    counts: "one",
    paths: ["tests/torture/main.ts"],
    uses: ["redis", "postgres"],
    timeoutMinutes: 15,
  },
];

function check(name: string, command: readonly string[]): Suite {
  return { name, command, counts: "one", paths: ["."], uses: [], timeoutMinutes: 5 };
}

function tests(name: string, paths: readonly string[], uses: readonly ToolName[], timeoutMinutes: number): Suite {
  // Bun takes a filter for any part of a path, so "./x/" and not "x".
  const filters = paths.map((path) => `./${path}/`);
  return {
    name,
    command: ["bun", "--no-orphans", "test", ...filters],
    counts: "tests",
    paths,
    uses,
    timeoutMinutes,
  };
}
