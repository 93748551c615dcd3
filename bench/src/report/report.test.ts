import { expect, test } from "bun:test";
import { medians, rotated } from "../measure.ts";
import { judge, type Target } from "../targets.ts";
import { progressBar } from "./progress.ts";
import type { CaseReport } from "./report.ts";
import { caseOnScreen } from "./screen.ts";
import { plot } from "./svg.ts";
import { figure, table } from "./table.ts";

const measured = (name: string, ...values: number[]) => {
  const rounds = values.map((value) => ({ cost: value }));
  return { name, outcome: "measured", rounds, median: medians(rounds) } as const;
};
const fanOut: CaseReport = {
  name: "fanout-1",
  title: "Fan-out <one>",
  main: "cost",
  columns: [{ measure: "cost", label: "µs", digits: 2 }],
  standings: [
    measured("Bun publish", 2, 4, 2),
    measured("Parlor", 3, 5, 2),
    { name: "nginx + nchan", outcome: "missing", reason: "not installed" },
  ],
  verdicts: [],
};
const target: Target = {
  case: "fanout-1",
  claim: "",
  measure: "cost",
  to: "Bun publish",
  bound: "at most",
  ratio: 1.3,
};

test("a ratio is the median of the rounds' ratios, not the ratio of the medians", () => {
  expect(judge(target, fanOut.standings)).toEqual({ target, measured: 1.25, holds: true });
  expect(judge({ ...target, ratio: 1.2 }, fanOut.standings)?.holds).toBe(false);
  expect(judge({ ...target, ratio: 1.2, bound: "at least" }, fanOut.standings)?.holds).toBe(true);
});

test("nothing is judged against a peer that is not there", () => {
  expect(judge({ ...target, to: "nginx + nchan" }, fanOut.standings)).toBeUndefined();
});

test("the table keeps its columns and says why one is missing", () => {
  const screen = caseOnScreen(fanOut);
  expect(screen).toContain("Bun publish        2.00\nParlor             3.00");
  expect(screen).toContain("nginx + nchan: not installed");
});

test("the plot is well-formed and shows who was measured, and nobody else", async () => {
  const svg = plot({
    at: "",
    machine: { cpu: "", cores: 2, system: "", bun: "", loadAverage: 0 },
    short: true,
    cases: [fanOut],
  });
  let bars = 0;
  await new HTMLRewriter()
    .on("rect", { element: () => void (bars += 1) })
    .transform(new Response(svg))
    .text();
  expect(bars).toBe(2);
  expect(svg).toContain("Fan-out &lt;one&gt;");
  expect(svg).not.toContain("nchan");
});

test.each([
  [
    [
      ["", "n"],
      ["a", "1"],
      ["long", "100"],
    ],
    "        n\n────  ───\na       1\nlong  100",
  ],
])("columns are as wide as their widest cell", (rows, expected) => {
  expect(table(rows, ["left", "right"])).toBe(expected);
});

test("a missing figure is a dash, a large one is grouped", () => {
  expect([figure(undefined, 1), figure(NaN, 1), figure(1234.56, 1)]).toEqual(["–", "–", "1,234.6"]);
});

test("rounds begin with another each time and leave nobody out", () => {
  expect([0, 1, 2, 3].map((round) => rotated(["a", "b", "c"], round).join(""))).toEqual(["abc", "bca", "cab", "abc"]);
});

test("the bar is as long as what is done", () => {
  expect(progressBar(1, 4, 8)).toBe("[██░░░░░░] 1/4");
});
