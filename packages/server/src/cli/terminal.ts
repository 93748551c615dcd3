import type { Io } from "./command.ts";

const WIDTH = 28;
const EVERY_MS = 80;

/** The world of a command that was typed into a terminal, or run by a script. */
export function terminal(): Io {
  const { stdout, stderr } = process;
  let drawnAt = 0;
  const clear = () => {
    if (drawnAt > 0) stderr.write("\r\x1b[K");
    drawnAt = 0;
  };
  stdout.on("error", unlessEnough);
  return {
    env: process.env,
    out(line) {
      try {
        stdout.write(`${line}\n`);
      } catch (error) {
        unlessEnough(error);
      }
    },
    err(line) {
      clear();
      stderr.write(`${line}\n`);
    },
    progress(done, total, label) {
      const isLast = done >= total;
      if (!stderr.isTTY || (!isLast && performance.now() - drawnAt < EVERY_MS)) return;
      stderr.write(`\r\x1b[K${progressBar(done, total)} ${label}`);
      drawnAt = performance.now();
      if (isLast) {
        stderr.write("\n");
        drawnAt = 0;
      }
    },
  };
}

/** `… | head` reads as much as it wants. */
export function unlessEnough(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
}

export function progressBar(done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.round(share * WIDTH);
  return `[${"█".repeat(filled)}${"░".repeat(WIDTH - filled)}] ${Math.round(share * 100)} %`;
}
