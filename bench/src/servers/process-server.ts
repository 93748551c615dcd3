import { processTree } from "../process-usage.ts";
import { Child } from "./child.ts";
import { freePort } from "./free-port.ts";
import { removeFolder, scratchFolder } from "./scratch.ts";
import type { RunningServer } from "./server.ts";
import { answersHttp, untilReady } from "./until-ready.ts";

/** Starts one process on a free port, in a folder of its own, and waits until it answers. */
export async function startProcess(
  name: string,
  launch: (
    port: number,
    folder: string,
  ) => { readonly command: readonly string[]; readonly env?: Record<string, string> },
  readyPath = "/",
): Promise<RunningServer> {
  const port = freePort();
  const folder = scratchFolder(name);
  const { command, env = {} } = launch(port, folder);
  const child = Child.start(command, folder, { ...env, PORT: String(port) });
  const stop = async (): Promise<void> => {
    await child[Symbol.asyncDispose]();
    removeFolder(folder);
  };
  try {
    await untilReady(child, () => answersHttp(port, readyPath));
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, pids: processTree(child.pid), [Symbol.asyncDispose]: stop };
}
