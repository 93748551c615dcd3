import { chmodSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const TMPFS_MAGIC = 0x01021994;

/** A new folder on a real disk: where `/tmp` is memory, an fsync would cost nothing and every durable figure would lie. */
export function scratchFolder(name: string): string {
  const base = statfsSync(tmpdir()).type === TMPFS_MAGIC ? "/var/tmp" : tmpdir();
  const folder = mkdtempSync(join(base, `parlor-bench-${name}-`));
  // Postgres runs as another user and must get through.
  chmodSync(folder, 0o755);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
