import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";

export interface Run {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes everything the command says, in the order in which it is said. */
  readonly logFile: string;
  readonly timeoutMinutes: number;
}

export interface RunResult {
  readonly exitCode: number;
  readonly screen: string;
}

const running = new Set<number>();

/** Never rejects: a command that cannot start or does not end is a result like another. */
export async function run({ command, env, logFile, timeoutMinutes }: Run): Promise<RunResult> {
  const [program = "", ...args] = command;
  const log = openSync(logFile, "w");
  // A process group of its own, so that whatever the command leaves behind can be ended with it.
  const child = spawn(program, args, { env, stdio: ["ignore", log, log], detached: true });
  closeSync(log);
  if (child.pid !== undefined) running.add(child.pid);

  const ended = await new Promise<{ exitCode: number; remark: string }>((resolve) => {
    const timer = setTimeout(() => {
      endGroup(child.pid);
      resolve({ exitCode: 124, remark: `\n${program}: not finished after ${timeoutMinutes} minutes, ended.\n` });
    }, timeoutMinutes * 60_000);
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve({ exitCode: 127, remark: `${program}: ${error.message}\n` });
    });
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      resolve({ exitCode: code ?? 1, remark: signal ? `\n${program}: ended by ${signal}.\n` : "" });
    });
  });

  endGroup(child.pid);
  return { exitCode: ended.exitCode, screen: readFileSync(logFile, "utf8") + ended.remark };
}

/** Ends everything that was started here and still runs. */
export function endAll(): void {
  for (const pid of running) endGroup(pid);
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined || !running.delete(pid)) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left in the group, which is how it should be.
  }
}
