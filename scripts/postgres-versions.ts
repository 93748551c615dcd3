// What stands on Postgres, on each version that Parlor promises: the contract suite, migrations, the move from a
// folder, several servers. npm run postgres-versions, or some of them: npm run postgres-versions -- 14 18

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { installPostgres, POSTGRES_VERSIONS } from "./postgres-versions/install-postgres.ts";
import { countTests } from "./test/counts.ts";
import { endAll, run } from "./test/processes.ts";
import { findTools } from "./test/tools.ts";

const ROOT = resolve(import.meta.dir, "..");
const TESTS = [
  "./packages/server/src/storage/postgres/",
  "./tests/system/moving-to-postgres.test.ts",
  "./tests/system/many-servers-postgres.test.ts",
  "./tests/system/many-servers-races.test.ts",
  "./tests/system/text.test.ts",
];

const asked = process.argv.slice(2);
const unknown = asked.filter((version) => !(version in POSTGRES_VERSIONS));
if (unknown.length > 0) {
  console.log(`There is no ${unknown.join(", ")}. There is: ${Object.keys(POSTGRES_VERSIONS).join(", ")}.`);
  process.exit(1);
}

const workFolder = mkdtempSync(join(tmpdir(), "parlor-postgres-versions-"));
process.on("exit", () => {
  endAll();
  rmSync(workFolder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));

const { env, missing, advice } = await findTools(["redis", "postgres"], workFolder);
if (missing.length > 0) console.log(advice);
let failures = missing.length;
for (const version of asked.length > 0 ? asked : Object.keys(POSTGRES_VERSIONS)) failures += await runOn(version);
process.exit(failures === 0 ? 0 : 1);

/** The tests take the programs that come first on the path. */
async function runOn(version: string): Promise<number> {
  const programs = installPostgres(POSTGRES_VERSIONS[version] ?? version);
  const itsName = Bun.spawnSync([join(programs, "postgres"), "--version"])
    .stdout.toString()
    .trim();
  const report = join(workFolder, `${version}.xml`);
  const { exitCode, screen } = await run({
    command: ["bun", "--no-orphans", "test", ...TESTS, "--reporter=junit", `--reporter-outfile=${report}`],
    env: {
      ...process.env,
      PATH: [programs, join(ROOT, "node_modules/.bin"), env["PATH"]].join(delimiter),
      POSTGRES_WITHOUT_STANDBY: "on",
    },
    logFile: join(workFolder, `${version}.log`),
    timeoutMinutes: 15,
  });
  const said = existsSync(report) ? readFileSync(report, "utf8") : undefined;
  const { passed, failed, skipped } = countTests(said, screen, exitCode);
  console.log(`${itsName}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  if (failed > 0) console.log(screen);
  return failed;
}
