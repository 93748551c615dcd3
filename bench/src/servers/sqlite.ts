import type { Entry } from "../cases/case.ts";
import type { Measures } from "../load/jobs/job.ts";
import { peerFile } from "./bundle.ts";
import { watchOver } from "./running.ts";
import { removeFolder, scratchFolder } from "./scratch.ts";

/** No server: one process that does nothing but insert. What the disk and SQLite allow. */
export function insertIntoSqlite(seconds: number, textBytes: number): Entry {
  return {
    name: "Raw SQLite",
    missing: () => undefined,
    async measure(): Promise<Measures> {
      const folder = scratchFolder("sqlite");
      const env = { FOLDER: folder, SECONDS: String(seconds), TEXT_BYTES: String(textBytes) };
      const inserting = Bun.spawn([process.execPath, peerFile("sqlite-insert")], {
        env,
        stdout: "pipe",
        stderr: "inherit",
      });
      watchOver(inserting);
      const printed = await new Response(inserting.stdout).text();
      removeFolder(folder);
      return JSON.parse(printed) as Measures;
    },
  };
}
