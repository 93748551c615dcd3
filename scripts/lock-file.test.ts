import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { complete, leftOut, type LockFile } from "./lock-file.ts";

const lock = JSON.parse(readFileSync(join(import.meta.dir, "../package-lock.json"), "utf8")) as LockFile;

test("the lock file names no place to download from", () => {
  const addresses = Object.values(lock.packages).flatMap(({ resolved }) =>
    resolved?.includes("://") ? [resolved] : [],
  );
  expect(Object.keys(lock.packages).length).toBeGreaterThan(50);
  expect(addresses).toEqual([]);
});

test("the lock file holds every platform's build (npm run fix adds what is missing)", () => {
  expect(leftOut(lock).map(({ name }) => name)).toEqual([]);
});

test("a build that npm left out is added for its own platform only", () => {
  const holder = { version: "1.0.0", dev: true, optionalDependencies: { "@a/binding-linux-arm-musleabihf": "1.0.0" } };
  expect(complete({ packages: { "node_modules/a": holder } }).packages).toEqual({
    "node_modules/@a/binding-linux-arm-musleabihf": {
      version: "1.0.0",
      os: ["linux"],
      cpu: ["arm"],
      libc: ["musl"],
      dev: true,
      optional: true,
    },
    "node_modules/a": holder,
  });
});
