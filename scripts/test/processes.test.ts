import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { run, type RunResult } from "./processes.ts";

const shell = async (script: string, timeoutMinutes = 1): Promise<RunResult> => {
  const folder = mkdtempSync(join(tmpdir(), "parlor-run-"));
  const result = await run({
    command: ["sh", "-c", script],
    env: process.env,
    logFile: join(folder, "log"),
    timeoutMinutes,
  });
  rmSync(folder, { recursive: true });
  return result;
};

test("what a command says is kept in order, from both of its streams", async () => {
  expect(await shell("echo one; echo two >&2; echo three; exit 3")).toEqual({
    exitCode: 3,
    screen: "one\ntwo\nthree\n",
  });
});

test("a command that does not end is ended", async () => {
  const { exitCode, screen } = await shell("echo waiting; exec sleep 1000", 0.003);
  expect(exitCode).toBe(124);
  expect(screen).toContain("not finished");
});

test("a command killed by a signal has failed", async () => {
  const { exitCode, screen } = await shell("kill -SEGV $$");
  expect(exitCode).not.toBe(0);
  expect(screen).toContain("SIGSEGV");
});

test("a command that cannot start has failed", async () => {
  const { exitCode, screen } = await run({
    command: ["no-such-command"],
    env: process.env,
    logFile: join(tmpdir(), "parlor-run-none.log"),
    timeoutMinutes: 1,
  });
  expect(exitCode).toBe(127);
  expect(screen).toContain("no-such-command");
});

test("a process that a command leaves behind is ended with it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "parlor-run-"));
  const pipe = join(folder, "pipe");
  Bun.spawnSync(["mkfifo", pipe]);

  // The end of the pipe is heard when the last process that holds it is gone.
  const endOfPipe = readFile(pipe, "utf8");
  const { exitCode } = await shell(`exec 3>"${pipe}"; sleep 1000 & echo left >&3`);
  expect(exitCode).toBe(0);
  expect(await endOfPipe).toBe("left\n");
  rmSync(folder, { recursive: true });
});
