// Mends what can be mended by itself: lint, format, lock file.

import { resolve } from "node:path";

import { completeLockFile } from "./lock-file.ts";

process.chdir(resolve(import.meta.dir, ".."));

completeLockFile("package-lock.json");
for (const command of [["oxlint", "--fix"], ["oxfmt"]]) {
  const { exitCode } = Bun.spawnSync(["bun", "x", "--no-install", ...command], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  process.exitCode ||= exitCode;
}
