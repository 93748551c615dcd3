import { SQL } from "bun";
import { chmodSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { accepts, Child, freePort } from "./child.ts";

/** Postgres refuses to run as root, so root lends the folder to the user that its package made. */
const AS_POSTGRES = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"];

/** A real Postgres with a folder of its own on a free port. */
export class OwnPostgres implements AsyncDisposable {
  readonly #folder: string;
  readonly #port: number;
  readonly #durable: boolean;
  #child: Child | undefined;
  #databases = 0;

  private constructor(folder: string, port: number, durable: boolean) {
    this.#folder = folder;
    this.#port = port;
    this.#durable = durable;
  }

  /** `durable` is for tests that kill it; the others go without syncs of the disk. */
  static async start({ durable = false } = {}): Promise<OwnPostgres> {
    const folder = mkdtempSync(join(tmpdir(), "parlor-test-postgres-"));
    chmodSync(folder, 0o755);
    const data = join(folder, "data");
    mkdirSync(data, { mode: 0o700 });
    if (process.getuid?.() === 0) Bun.spawnSync(["chown", "postgres", data]);
    const made = Bun.spawn(
      asUser([
        program("initdb"),
        "-D",
        data,
        ..."-U parlor -A trust -E UTF8 --locale=C -N --no-instructions".split(" "),
      ]),
      { cwd: data, stdout: "ignore", stderr: "pipe" },
    );
    if ((await made.exited) !== 0) throw new Error(await new Response(made.stderr).text());

    const postgres = new OwnPostgres(folder, freePort(), durable);
    await postgres.start();
    return postgres;
  }

  get port(): number {
    return this.#port;
  }

  async start(): Promise<void> {
    const data = join(this.#folder, "data");
    const fast = this.#durable ? [] : ["-c", "fsync=off", "-c", "synchronous_commit=off"];
    const child = Child.start(
      asUser([program("postgres"), "-D", data, "-p", String(this.#port), "-h", "127.0.0.1", "-k", data, ...fast]),
      this.#folder,
    );
    this.#child = child;
    await child.ready(async () => (await accepts(this.#port)) && this.#answers());
  }

  /** An empty database. */
  async database(): Promise<string> {
    const name = `test_${++this.#databases}`;
    await this.ask(`CREATE DATABASE ${name}`);
    return `postgres://parlor@127.0.0.1:${this.#port}/${name}`;
  }

  /** A connection per question: it may have been killed since the last one. */
  async ask(sql: string, url = `postgres://parlor@127.0.0.1:${this.#port}/postgres`): Promise<void> {
    const connection = new SQL(url, { max: 1 });
    try {
      await connection.unsafe(sql);
    } finally {
      await connection.close();
    }
  }

  /** SIGQUIT is as if the power had gone, also for the processes it has for its connections. */
  async kill(): Promise<void> {
    await this.#child?.end("SIGQUIT");
    this.#child = undefined;
  }

  /** Stops answering without closing anything. */
  pause(): void {
    this.#signalAll("SIGSTOP");
  }

  resume(): void {
    this.#signalAll("SIGCONT");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child) {
      this.resume();
      await this.#child.end("SIGINT");
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The postmaster and its children: each connection is a process. */
  #signalAll(signal: NodeJS.Signals): void {
    const postmaster = readFileSync(join(this.#folder, "data", "postmaster.pid"), "utf8").split("\n")[0] ?? "";
    const children = Bun.spawnSync(["ps", "-o", "pid=", "--ppid", postmaster]).stdout.toString();
    // One that ends meanwhile is no fault, which is how kill sees it.
    Bun.spawnSync(["kill", "-s", signal.slice(3), postmaster, ...children.trim().split(/\s+/).filter(Boolean)]);
  }

  #answers(): Promise<boolean> {
    return this.ask("SELECT 1").then(
      () => true,
      () => false,
    );
  }
}

const asUser = (command: string[]): string[] => (process.getuid?.() === 0 ? [...AS_POSTGRES, ...command] : command);

/** Debian keeps the programs of its servers off the usual path. The newest version first. */
function program(name: string): string {
  const folders = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    ...globSync("/usr/lib/postgresql/*/bin").toSorted().toReversed(),
  ];
  const found = folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
  if (!found) throw new Error(`${name} is not installed`);
  return found;
}
