import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { watchOver } from "./running.ts";

const STOP_WITHIN_MS = 10_000;

/** A process the bench started, and will stop by its pid whatever happens. */
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
    const process = Bun.spawn([...command], {
      cwd: folder,
      env: { ...inherited(), ...env },
      stdin: "ignore",
      stdout: output,
      stderr: output,
    });
    closeSync(output);
    watchOver(process);
    return new Child(process, log);
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
    this.#process.kill("SIGTERM");
    const stubborn = setTimeout(() => this.#process.kill("SIGKILL"), STOP_WITHIN_MS);
    await this.#process.exited;
    clearTimeout(stubborn);
  }
}

/** Settings for somebody else's server or database must not reach ours. */
function inherited(): Record<string, string> {
  const { PATH = "", HOME = "", LANG = "C.UTF-8" } = process.env;
  return { PATH, HOME, LANG };
}
