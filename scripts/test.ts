// Runs everything a change must pass, or the named parts of it. The last line is always "N passed, N failed".

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { countTests, type Counts, FAILED, PASSED, sum } from "./test/counts.ts";
import { endAll, run } from "./test/processes.ts";
import { sideBySide } from "./test/side-by-side.ts";
import { type Suite, SUITES } from "./test/suites.ts";
import { findTools, type ToolsFound } from "./test/tools.ts";

const ROOT = resolve(import.meta.dir, "..");
process.chdir(ROOT);
const workFolder = mkdtempSync(join(tmpdir(), "parlor-test-"));

process.on("exit", () => {
  endAll();
  rmSync(workFolder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    console.log(`\nStopped by ${signal}.`);
    process.exit(1);
  });
}

const { passed, failed } = await test(process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function test(names: readonly string[]): Promise<Counts> {
  const unknown = names.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.log(`There is no ${unknown.join(", ")}. There is: ${SUITES.map(({ name }) => name).join(", ")}.`);
    return FAILED;
  }

  const asked = SUITES.filter(({ name }) => names.length === 0 || names.includes(name));
  const suites = asked.filter(({ paths }) => paths.some((path) => existsSync(path)));
  const tools = findTools([...new Set(suites.flatMap(({ uses }) => uses))], workFolder);
  const width = Math.min(4, Math.max(2, availableParallelism()));
  const counts = await sideBySide(suites, width, (suite) => runSuite(suite, tools));

  const { missing, advice } = await tools;
  const failedSuites = suites.filter((_, index) => (counts[index]?.failed ?? 1) > 0);
  if (failedSuites.length > 0) console.log(`\nFailed: ${failedSuites.map(({ name }) => name).join(", ")}`);
  if (advice !== "") console.log(`\n${advice}`);
  const nothingRan = suites.length === 0;
  if (nothingRan) console.log(`Nothing to run: ${asked.flatMap(({ paths }) => paths).join(", ")} does not exist.`);
  return sum([...counts, ...missing.map(() => FAILED), ...(nothingRan ? [FAILED] : [])]);
}

async function runSuite(
  { name, command, counts, uses, timeoutMinutes }: Suite,
  tools: Promise<ToolsFound>,
): Promise<Counts> {
  const toolEnv = uses.length > 0 ? (await tools).env : {};
  const path = toolEnv["PATH"] ?? process.env["PATH"] ?? "";
  const file = join(workFolder, name.replace(":", "-"));
  const report = `${file}.xml`;
  const reporting = counts === "tests" ? ["--reporter=junit", `--reporter-outfile=${report}`] : [];

  const startedAt = performance.now();
  const { exitCode, screen } = await run({
    command: [...command, ...reporting],
    env: { ...process.env, ...toolEnv, PATH: `${ROOT}/node_modules/.bin:${path}`, NO_COLOR: "1" },
    logFile: `${file}.log`,
    timeoutMinutes,
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);

  const result =
    counts === "tests" ? countTests(readIfThere(report), screen, exitCode) : exitCode === 0 ? PASSED : FAILED;
  const mark = result.failed === 0 ? "ok  " : "FAIL";
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : "";
  const detail = counts === "tests" ? `  ${result.passed} passed, ${result.failed} failed${skipped}` : "";
  console.log(`${mark}  ${name.padEnd(14)} ${seconds.padStart(6)} s${detail}`);
  if (result.failed > 0) console.log(`\n${screen.trimEnd()}\n\n  — end of ${name}\n`);
  return result;
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
