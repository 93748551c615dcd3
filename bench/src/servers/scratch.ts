import { chmodSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders = new Set<string>();
const TMPFS_MAGIC = 0x01021994;

/** A new folder on a real disk: where `/tmp` is memory, an fsync would cost nothing and every durable figure would lie. */
export function scratchFolder(name: string): string {
  const base = statfsSync(tmpdir()).type === TMPFS_MAGIC ? "/var/tmp" : tmpdir();
  const folder = mkdtempSync(join(base, `parlor-bench-${name}-`));
  folders.add(folder);
  // Postgres runs as another user and must get through.
  chmodSync(folder, 0o755);
  return folder;
}

export function removeFolder(folder: string): void {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** For the end of the run, however it came. */
export function removeAllFolders(): void {
  for (const folder of folders) removeFolder(folder);
}
