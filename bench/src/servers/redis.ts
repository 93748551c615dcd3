import { Child } from "./child.ts";
import { freePort } from "./free-port.ts";
import { findProgram } from "./on-path.ts";
import { removeFolder, scratchFolder } from "./scratch.ts";
import { accepts, untilReady } from "./until-ready.ts";

export interface Redis extends AsyncDisposable {
  readonly url: string;
}

const program = (): string | undefined => findProgram("redis-server") ?? findProgram("valkey-server");

export const redisMissing = (): string | undefined => (program() ? undefined : "Redis is not installed");

/** Without snapshots: as a cache, which is how seed 004 uses it, and in its favour. */
export async function startRedis(): Promise<Redis> {
  const folder = scratchFolder("redis");
  const port = freePort();
  const child = Child.start(
    [
      program() ?? "",
      "--port",
      String(port),
      "--bind",
      "127.0.0.1",
      "--dir",
      folder,
      "--save",
      "",
      "--appendonly",
      "no",
    ],
    folder,
  );
  await untilReady(child, () => accepts(port));
  return {
    url: `redis://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await child[Symbol.asyncDispose]();
      removeFolder(folder);
    },
  };
}
