import { expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { append, drafts } from "../contract-drafts.ts";
import { storageContract } from "../storage-contract.ts";
import { DataInUse } from "./data-lock.ts";
import { SqliteStore } from "./sqlite-store.ts";

const newFolder = () => mkdtemp(join(tmpdir(), "parlor-sqlite-"));

storageContract("SqliteStore", async () => {
  const folder = await newFolder();
  return {
    open: () => SqliteStore.open(folder),
    remove: () => rm(folder, { recursive: true }),
  };
});

test("a store that was closed leaves one file that can be copied", async () => {
  const folder = await newFolder();
  const store = await SqliteStore.open(folder);
  await store.append([[append("room:a", 0, drafts(1, 1))]]);
  await store.load("room:a", 10);
  await store.close();

  expect((await readdir(folder)).toSorted()).toEqual(["parlor.db", "parlor.lock"]);
  await rm(folder, { recursive: true });
});

test("a folder has one store at a time, and is free again when it is closed", async () => {
  const folder = await newFolder();
  const first = await SqliteStore.open(folder);
  const second = await SqliteStore.open(folder).catch((error: unknown) => error);
  expect(second).toBeInstanceOf(DataInUse);

  await first.close();
  await (await SqliteStore.open(folder)).close();
  await rm(folder, { recursive: true });
});
