import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotStart } from "../../cannot-start.ts";

const MARK = "moved-to-postgres";

/** Under what name this folder's data is moved to Postgres. From the first time on, no server goes on with it here. */
export function markMoved(folder: string): string {
  const file = join(folder, MARK);
  if (!existsSync(file)) writeFileSync(file, `${Bun.randomUUIDv7()}\n`, { flag: "wx" });
  return readFileSync(file, "utf8").trim();
}

export function movedAs(folder: string): string | undefined {
  const file = join(folder, MARK);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/** Two servers that go on with the same data in two places would part for good. */
export function refuseMoved(folder: string): void {
  if (movedAs(folder) === undefined) return;
  throw new CannotStart(
    `The data in ${folder} was moved to Postgres. Set DATABASE_URL to go on there, or delete ${join(folder, MARK)} to go on here.`,
  );
}
