import { SQL } from "bun";
import { afterAll, beforeAll, setDefaultTimeout } from "bun:test";
import { chmodSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { accepts, Child, freePort } from "./child.ts";
import type { SmallDisk } from "./small-disk.ts";

/** Postgres refuses to run as root, so root lends the folder to the user that its package made. */
const AS_POSTGRES = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"];

export interface PostgresSettings {
  /** For tests that kill it; the others go without syncs of the disk. */
  readonly durable?: boolean;
  /** Like `max_connections=20`. */
  readonly settings?: readonly string[];
  /** Where the data lies, if not on the disk of the machine. */
  readonly disk?: SmallDisk;
}

/** A real Postgres with a folder of its own on a free port. */
export class OwnPostgres implements AsyncDisposable {
  readonly #folder: string;
  readonly #port = freePort();
  readonly #settings: readonly string[];
  readonly #disk: SmallDisk | undefined;
  #child: Child | undefined;
  #databases = 0;

  private constructor(folder: string, settings: readonly string[], disk?: SmallDisk) {
    this.#folder = folder;
    this.#settings = settings;
    this.#disk = disk;
  }

  static async start(settings: PostgresSettings = {}): Promise<OwnPostgres> {
    const postgres = OwnPostgres.#notYet(settings);
    await postgres.#startAnew();
    return postgres;
  }

  /** One for all tests of a file, with the time that a busy machine takes. It runs once they have begun. */
  static forThisFile(settings: PostgresSettings = {}): OwnPostgres {
    setDefaultTimeout(60_000);
    const postgres = OwnPostgres.#notYet(settings);
    beforeAll(() => postgres.#startAnew(), 60_000);
    afterAll(() => postgres[Symbol.asyncDispose]());
    return postgres;
  }

  static #notYet({ durable = false, settings = [], disk }: PostgresSettings): OwnPostgres {
    return new OwnPostgres(newFolder(disk), durable ? settings : [...settings, ...IN_A_HURRY], disk);
  }

  async #startAnew(): Promise<void> {
    const how = "-U parlor -A trust -E UTF8 --locale=C -N --no-instructions".split(" ");
    const small = this.#disk ? ["--wal-segsize=1"] : [];
    await run([program("initdb"), "-D", join(this.#folder, "data"), ...how, ...small]);
    await this.start();
  }

  /** One that has everything this one has before anybody hears that it is stored. */
  async standby(): Promise<OwnPostgres> {
    const folder = newFolder();
    // Otherwise it looks for the dead one for five seconds before it takes its place.
    const standby = new OwnPostgres(folder, [...this.#settings, "wal_retrieve_retry_interval=100ms"]);
    const from = `host=127.0.0.1 port=${this.#port} user=parlor`;
    await run([program("pg_basebackup"), "-D", join(folder, "data"), "-d", from, "-R", "-c", "fast"]);
    await standby.start();
    await this.ask("ALTER SYSTEM SET synchronous_standby_names = '*'");
    await this.ask("SELECT pg_reload_conf()");
    return standby;
  }

  /** Takes the place of the one it stood by. */
  async promote(): Promise<void> {
    await this.ask("SELECT pg_promote()");
  }

  get port(): number {
    return this.#port;
  }

  /** Whether it ended by itself. */
  get hasEnded(): boolean {
    return this.#child?.hasEnded ?? true;
  }

  async start(): Promise<void> {
    const data = join(this.#folder, "data");
    const settings = this.#settings.flatMap((setting) => ["-c", setting]);
    const child = Child.start(
      asUser([program("postgres"), "-D", data, "-p", String(this.#port), "-h", "127.0.0.1", "-k", data, ...settings]),
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

  /** Takes every connection there is, also those that others have now, until they are given back. */
  async crowdOut(): Promise<() => Promise<void>> {
    const taken: SQL[] = [];
    const pids: number[] = [];
    const takeAnother = async (): Promise<boolean> => {
      const connection = new SQL(`postgres://parlor@127.0.0.1:${this.#port}/postgres`, { max: 1 });
      try {
        const [us]: { pid: number }[] = await connection.unsafe("SELECT pg_backend_pid() AS pid");
        pids.push(us!.pid);
        taken.push(connection);
        return true;
      } catch {
        await connection.end({ timeout: 0 });
        return false;
      }
    };
    await takeAnother();
    const [settings]: { max: number }[] = await taken[0]!.unsafe(
      "SELECT current_setting('max_connections')::int AS max",
    );
    // Whoever is just connecting holds a place and is not listed yet: so it is over when all places are ours.
    while (pids.length < settings!.max) {
      await taken[0]!.unsafe(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid NOT IN (${pids.join()})`,
      );
      while (await takeAnother());
    }
    return async () => {
      await Promise.all(taken.map((connection) => connection.end({ timeout: 0 })));
    };
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
    this.#disk?.[Symbol.dispose]();
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

/** Without a word to the disk: whatever is lost is lost with the machine. */
const IN_A_HURRY = ["fsync=off", "synchronous_commit=off"];

function newFolder(disk?: SmallDisk): string {
  const folder = mkdtempSync(join(tmpdir(), "parlor-test-postgres-"));
  chmodSync(folder, 0o755);
  const data = join(folder, "data");
  mkdirSync(data);
  disk?.holds(data);
  chmodSync(data, 0o700);
  if (process.getuid?.() === 0) Bun.spawnSync(["chown", "postgres", data]);
  return folder;
}

async function run(command: string[]): Promise<void> {
  const running = Bun.spawn(asUser(command), { cwd: tmpdir(), stdout: "ignore", stderr: "pipe" });
  if ((await running.exited) !== 0) throw new Error(await new Response(running.stderr).text());
}

const asUser = (command: string[]): string[] => (process.getuid?.() === 0 ? [...AS_POSTGRES, ...command] : command);

const program = (name: string): string => join(programFolder(), name);

/** All from one folder, so that versions do not mix. Debian keeps them off the usual path: there the newest version. */
function programFolder(): string {
  const folders = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    ...globSync("/usr/lib/postgresql/*/bin").toSorted().toReversed(),
  ];
  const found = folders.find((folder) => ["postgres", "initdb"].every((name) => existsSync(join(folder, name))));
  if (!found) throw new Error("Postgres is not installed (the server, with initdb)");
  // Where a link leads are all of them.
  return dirname(realpathSync(join(found, "postgres")));
}
