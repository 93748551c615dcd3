import { parseArgs } from "node:util";
import { FULL, SHORT, type Case, type Size } from "./cases/case.ts";
import { CASES } from "./cases/index.ts";
import { measureCase } from "./measure.ts";
import { Progress } from "./report/progress.ts";
import { isBusy, thisMachine, type CaseReport } from "./report/report.ts";
import { caseOnScreen, verdictsOnScreen } from "./report/screen.ts";
import { writeReport } from "./report/write-report.ts";
import { killAll } from "./servers/running.ts";
import { removeAllFolders } from "./servers/scratch.ts";
import { judge, TARGETS } from "./targets.ts";

const { values } = parseArgs({
  options: { only: { type: "string" }, short: { type: "boolean", default: false }, rounds: { type: "string" } },
});
const asked = values.short ? SHORT : FULL;
const size = { ...asked, rounds: Number(values.rounds ?? asked.rounds) };
if (!Number.isInteger(size.rounds) || size.rounds < 1) {
  console.error(`--rounds takes a number from 1, not ${values.rounds}.`);
  process.exit(2);
}
const names = values.only?.split(",") ?? Object.keys(CASES);
const unknown = names.filter((name) => !(name in CASES));
if (unknown.length > 0) {
  console.error(`There is no case ${unknown.join(", ")}. There are: ${Object.keys(CASES).join(", ")}.`);
  process.exit(2);
}

// For good: `timeout` and npm both pass a signal on, and a second one must not end the bench before it has cleaned up.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(130));
process.once("exit", () => {
  killAll();
  removeAllFolders();
});

const machine = thisMachine();
if (isBusy(machine))
  console.error(`The machine is busy (load ${machine.loadAverage.toFixed(1)}): take the figures with care.`);

const cases = names.map((name) => CASES[name]!(size));
const steps = cases.reduce((sum, { entries }) => sum + entries.length * size.rounds, 0);
const progress = new Progress(steps);
const reports: CaseReport[] = [];
for (const one of cases) {
  const report = await run(one, size);
  reports.push(report);
  progress.end();
  console.log(`\n${caseOnScreen(report)}`);
}

const verdicts = reports.flatMap((report) => report.verdicts);
if (verdicts.length > 0) console.log(`\n${verdictsOnScreen(verdicts)}`);

const isWhole = !values.short && values.only === undefined && size.rounds >= FULL.rounds;
const written = await writeReport(
  { at: new Date().toISOString(), machine, short: values.short, cases: reports },
  isWhole,
);
console.log(`\n${written.join("\n")}`);

async function run(of: Case, { rounds }: Size): Promise<CaseReport> {
  await using held = of;
  const standings = await measureCase(held, rounds, progress);
  const { name, title, main, columns } = held;
  const judged = TARGETS.filter((target) => target.case === name).flatMap((target) => judge(target, standings) ?? []);
  return { name, title, main, columns, standings, verdicts: judged };
}
