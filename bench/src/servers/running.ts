import { processTree } from "../process-usage.ts";

const running = new Set<Bun.Subprocess>();

/** Remembers a process that the bench started, until it ends. */
export function watchOver(process: Bun.Subprocess): void {
  running.add(process);
  void process.exited.then(() => running.delete(process));
}

/** For the end in a hurry: nothing the bench started outlives it, nor what that started (Postgres stands behind `runuser`). */
export function killAll(): void {
  for (const pid of [...running].flatMap((process) => processTree(process.pid))) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has just ended by itself.
    }
  }
}
