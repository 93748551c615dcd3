import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kindRecordsContract } from "../kind-records-contract.ts";
import { SqliteStore } from "./sqlite-store.ts";

kindRecordsContract("SqliteKindRecords", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parlor-kinds-"));
  return { open: () => SqliteStore.open(folder), remove: () => rm(folder, { recursive: true }) };
});
