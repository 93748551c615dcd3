// @ts-check
// Installs what the lock file names, if need be, and hands over to Bun: `node scripts/run.js file.ts …arguments`.
// Plain JavaScript, because on a fresh clone there is only Node, and Node 20 cannot run TypeScript.

import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BUN = resolve(ROOT, "node_modules/bun/bin/bun.exe");

if (!isInstalled()) install();
handOver(process.argv.slice(2));

/**
 * npm keeps a lock file of what it really installed. Comparing the contents, not
 * the times, makes a switch between branches install again and a mere touch not.
 */
function isInstalled() {
  const wanted = packagesOf("package-lock.json");
  const installed = packagesOf("node_modules/.package-lock.json");
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    if (path === "") return true;
    const found = installed[path];
    return found ? found.version === version && found.link === link : optional === true;
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, link?: boolean, optional?: boolean }> | undefined} nothing when npm has not finished
 */
function packagesOf(lockFile) {
  try {
    const text = readFileSync(resolve(ROOT, lockFile), "utf8");
    const { packages } = /** @type {{ packages: ReturnType<typeof packagesOf> }} */ (JSON.parse(text));
    return packages;
  } catch {
    // Missing or cut short: either way the answer is to install.
    return undefined;
  }
}

function install() {
  // To stderr, so that stdout belongs to the program alone.
  process.stderr.write("Installing what is missing (npm ci) …\n");
  const options = { cwd: ROOT, stdio: ["ignore", 2, 2], shell: process.platform === "win32" };
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], /** @type {object} */ (options));
  if (status !== 0) {
    process.stderr.write("npm ci failed; its reason is above.\n");
    process.exit(1);
  }
}

/** @param {string[]} args */
function handOver(args) {
  const bun = spawn(BUN, args, { stdio: "inherit" });

  // A terminal sends Ctrl-C to Bun as well; passing it on would make it two.
  process.on("SIGINT", () => process.stdin.isTTY || bun.kill("SIGINT"));
  process.on("SIGTERM", () => bun.kill("SIGTERM"));
  process.on("SIGHUP", () => bun.kill("SIGHUP"));

  bun.on("error", (error) => {
    process.stderr.write(`Bun cannot be started: ${error.message}. Delete node_modules and try again.\n`);
    process.exit(1);
  });
  bun.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? "SIGTERM"]));
}
