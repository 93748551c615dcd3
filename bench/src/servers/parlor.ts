import { existsSync } from "node:fs";
import { startProcess } from "./process-server.ts";
import { SECRET, type Contestant, type RunningServer } from "./server.ts";

const MAIN = new URL("../../../packages/server/src/main.ts", import.meta.url).pathname;

export const parlor: Contestant = {
  name: "Parlor",
  tongue: "parlor",
  missing: () => (existsSync(MAIN) ? undefined : "packages/server is not there yet"),
  start: () => startParlor(),
};

/** The same server, by the door that existing Socket.IO clients use. */
export const parlorSocketIo: Contestant = { ...parlor, name: "Parlor, Socket.IO door", tongue: "fitness" };

/**
 * Parlor as anybody starts it: SQLite in an own folder, every commit on the disk. `dataFolder` is one that is filled
 * already; `more` settings make it one of several servers.
 */
export function startParlor(dataFolder?: string, more: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const launch = (_port: number, folder: string) => ({
    command: [process.execPath, MAIN],
    env: {
      HOST: "127.0.0.1",
      DATA_DIR: dataFolder ?? `${folder}/data`,
      SECRET_KEY: SECRET,
      LOG_LEVEL: "warn",
      ...more,
    },
  });
  return startProcess("parlor", launch, "/health");
}
