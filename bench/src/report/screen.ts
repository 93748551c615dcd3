import type { Column } from "../cases/case.ts";
import type { Standing } from "../measure.ts";
import type { Verdict } from "../targets.ts";
import type { CaseReport } from "./report.ts";
import { figure, table } from "./table.ts";

export function caseOnScreen({ title, columns, standings }: CaseReport): string {
  const rows = standings.map((standing) => [standing.name, ...cells(standing, columns)]);
  const reasons = standings.flatMap((one) => (one.outcome === "measured" ? [] : [`  ${one.name}: ${one.reason}`]));
  const head = ["", ...columns.map(({ label }) => label)];
  return [title, table([head, ...rows], ["left", ...columns.map(() => "right" as const)]), ...reasons].join("\n");
}

function cells(standing: Standing, columns: readonly Column[]): string[] {
  switch (standing.outcome) {
    case "measured":
      return columns.map(({ measure, digits }) => figure(standing.median[measure], digits));
    case "missing":
      return ["not here"];
    case "failed":
      return ["failed"];
  }
}

export function verdictsOnScreen(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ target, measured, holds }) => [
    holds ? "✓" : "✗",
    target.claim,
    `${figure(measured, 2)} ×`,
    `${target.bound === "at most" ? "≤" : "≥"} ${target.ratio} ×`,
  ]);
  return table([["", "Parlor against the targets", "measured", "target"], ...rows], ["left", "left", "right", "right"]);
}
