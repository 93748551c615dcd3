import { Database } from "bun:sqlite";
import { CannotStart } from "../../cannot-start.ts";

/**
 * Held as long as the process lives, whatever ends it: the lock is the operating system's. Two servers on one
 * file would each believe they alone give out the seqs.
 */
export function lockData(file: string): { release(): void } {
  const db = new Database(file, { create: true });
  try {
    db.run("PRAGMA locking_mode = EXCLUSIVE");
    db.run("BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    if (String(error).includes("locked")) throw new DataInUse();
    throw error;
  }
  return { release: () => db.close() };
}

export class DataInUse extends CannotStart {
  constructor() {
    super("Another Parlor server is using this data folder. Stop it, or give this one another DATA_DIR.");
  }
}
