import { openSync, readFileSync, closeSync } from "node:fs";
import { join } from "node:path";

const STOP_WITHIN_MS = 10_000;
const running = new Set<Child>();

/** A process the bench started, and will stop by its pid whatever happens. */
export class Child implements AsyncDisposable {
  readonly #process: Bun.Subprocess<"ignore", number, number>;
  readonly #log: string;
  readonly #stopSignal: NodeJS.Signals;

  private constructor(process: Bun.Subprocess<"ignore", number, number>, log: string, stopSignal: NodeJS.Signals) {
    this.#process = process;
    this.#log = log;
    this.#stopSignal = stopSignal;
  }

  /** What it prints goes to a file in `folder`, read only when it fails. */
  static start(
    command: readonly string[],
    folder: string,
    env: Record<string, string> = {},
    stopSignal: NodeJS.Signals = "SIGTERM",
  ): Child {
    const log = join(folder, "output.log");
    const output = openSync(log, "a");
    const process = Bun.spawn([...command], {
      cwd: folder,
      env: { ...inherited(), ...env },
      stdin: "ignore",
      stdout: output,
      stderr: output,
    });
    closeSync(output);
    const child = new Child(process, log, stopSignal);
    running.add(child);
    return child;
  }

  get pid(): number {
    return this.#process.pid;
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  get lastWords(): string {
    return readFileSync(this.#log, "utf8").slice(-2_000).trim();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill(this.#stopSignal);
    const stubborn = setTimeout(() => this.#process.kill("SIGKILL"), STOP_WITHIN_MS);
    await this.#process.exited;
    clearTimeout(stubborn);
    running.delete(this);
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }
}

/** For the end in a hurry: nothing the bench started outlives it. */
export function killAll(): void {
  for (const child of running) child.kill();
}

/** Settings for somebody else's server or database must not reach ours. */
function inherited(): Record<string, string> {
  const { PATH = "", HOME = "", LANG = "C.UTF-8" } = process.env;
  return { PATH, HOME, LANG };
}
