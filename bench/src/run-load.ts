import type { Job, Measures } from "./load/jobs/job.ts";
import { watchOver } from "./servers/running.ts";

const LOAD = new URL("load/main.ts", import.meta.url).pathname;
const GIVE_UP_AFTER_MS = 300_000;

/** Runs one job in a process of its own and brings back what it measured. */
export async function runLoad(job: Job): Promise<Measures> {
  const load = Bun.spawn([process.execPath, LOAD], {
    stdin: new Blob([JSON.stringify(job)]),
    stdout: "pipe",
    stderr: "pipe",
    timeout: GIVE_UP_AFTER_MS,
    killSignal: "SIGKILL",
  });
  watchOver(load);
  const [result, complaint] = await Promise.all([new Response(load.stdout).text(), new Response(load.stderr).text()]);
  if ((await load.exited) !== 0)
    throw new Error(
      complaint.trim().split("\n").slice(-12).join("\n") || `the load ended with ${load.exitCode ?? load.signalCode}`,
    );

  return JSON.parse(result) as Measures;
}
