import { existsSync, globSync } from "node:fs";
import { join } from "node:path";

/** Debian keeps the server programs of Postgres and nginx off the usual path. */
const MORE_FOLDERS = ["/usr/lib/postgresql/*/bin", "/usr/sbin", "/usr/local/sbin"];

/** Where a program is, the newest version first; undefined when it is not installed. */
export function findProgram(name: string): string | undefined {
  const folders = [
    ...MORE_FOLDERS.flatMap((pattern) => globSync(pattern).sort().reverse()),
    ...(process.env["PATH"] ?? "").split(":"),
  ];
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
