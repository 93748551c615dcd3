import { closeSync, openSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { until } from "./until.ts";

const STOP_WITHIN_MS = 10_000;
const READY_WITHIN_MS = 60_000;

/** A program that a test started, which ends with the test whatever happens. */
export class Child implements AsyncDisposable {
  readonly #process: Bun.Subprocess<"ignore", number, number>;
  readonly #log: string;

  private constructor(process: Bun.Subprocess<"ignore", number, number>, log: string) {
    this.#process = process;
    this.#log = log;
  }

  /** What it prints goes to a file in `folder`, read only when it fails. */
  static start(command: readonly string[], folder: string, env: Record<string, string> = {}): Child {
    const log = join(folder, "output.log");
    const output = openSync(log, "a");
    const { PATH = "", HOME = "" } = process.env;
    const child = Bun.spawn([...command], {
      // Settings for somebody else's server or database must not reach ours.
      env: { PATH, HOME, LANG: "C.UTF-8", ...env },
      stdin: "ignore",
      stdout: output,
      stderr: output,
    });
    closeSync(output);
    return new Child(child, log);
  }

  get pid(): number {
    return this.#process.pid;
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Everything it has printed. */
  get said(): string {
    return readFileSync(this.#log, "utf8");
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    this.#process.kill(signal);
    const stubborn = setTimeout(() => this.#process.kill("SIGKILL"), STOP_WITHIN_MS);
    await this.#process.exited;
    clearTimeout(stubborn);
  }

  /** Asks until the answer is yes. Fails with the child's last words when it ends before that. */
  async ready(isReady: () => Promise<boolean>): Promise<void> {
    const giveUpAt = performance.now() + READY_WITHIN_MS;
    await until(async () => {
      if (await isReady()) return true;
      if (this.hasEnded || performance.now() > giveUpAt) throw new Error(`did not start: ${this.said.slice(-2_000)}`);
      return false;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.hasEnded) return;
    // A stopped process takes no other signal.
    this.#process.kill("SIGCONT");
    await this.end("SIGTERM");
  }
}

/** A port nobody listens on now. The kernel does not give the same one out again soon. */
export function freePort(): number {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { port } = listener;
  listener.stop(true);
  return port;
}

export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
