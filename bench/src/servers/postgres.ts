import { SQL } from "bun";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { userInfo } from "node:os";
import { Child } from "./child.ts";
import { freePort } from "./free-port.ts";
import { findProgram } from "./on-path.ts";
import { removeFolder, scratchFolder } from "./scratch.ts";
import { accepts, untilReady } from "./until-ready.ts";

export interface Postgres extends AsyncDisposable {
  readonly url: string;
  /** The address of a new, empty database. */
  database(): Promise<string>;
}

export const postgresMissing = (): string | undefined =>
  findProgram("initdb") && findProgram("postgres") ? undefined : "Postgres is not installed";

/** A cluster of its own, with the defaults of a fresh installation: every commit is on the disk before it is answered. */
export async function startPostgres(): Promise<Postgres> {
  const folder = scratchFolder("postgres");
  const data = join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  const as = unprivileged(data);
  await run([...as, findProgram("initdb") ?? "", "-D", data, "-U", "bench", "-A", "trust", "--no-instructions"], data);

  const port = freePort();
  const settings = ["-p", String(port), "-h", "127.0.0.1", "-k", data];
  const child = Child.start([...as, findProgram("postgres") ?? "", "-D", data, ...settings], folder);
  const url = `postgres://bench@127.0.0.1:${port}/postgres`;
  await untilReady(child, async () => (await accepts(port)) && takesQueries(url));
  let databases = 0;
  return {
    url,
    async database() {
      const name = `bench_${++databases}`;
      await using connection = new SQL(url, { max: 1 });
      await connection.unsafe(`CREATE DATABASE ${name}`);
      return url.replace(/postgres$/, name);
    },
    async [Symbol.asyncDispose]() {
      stopPostmaster(data);
      await child[Symbol.asyncDispose]();
      removeFolder(folder);
    },
  };
}

/** It listens before it has started, and says so to whoever comes too soon. */
export async function takesQueries(url: string): Promise<boolean> {
  await using connection = new SQL(url, { max: 1 });
  return connection.unsafe("SELECT 1").then(
    () => true,
    () => false,
  );
}

/** Postgres refuses to run as root, so root lends the folder to somebody else. */
function unprivileged(data: string): string[] {
  if (userInfo().uid !== 0) return [];

  const user = Bun.spawnSync(["id", "-u", "postgres"]).success ? "postgres" : "nobody";
  Bun.spawnSync(["chown", user, data]);
  return ["runuser", "-u", user, "--"];
}

/** The child may be `runuser`; the server's own pid stands in its folder. SIGINT is its fast shutdown. */
function stopPostmaster(data: string): void {
  const pid = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(pid, "SIGINT");
}

async function run(command: string[], cwd: string): Promise<void> {
  const process = Bun.spawn(command, { cwd, stdout: "ignore", stderr: "pipe" });
  if ((await process.exited) !== 0) throw new Error(await new Response(process.stderr).text());
}
