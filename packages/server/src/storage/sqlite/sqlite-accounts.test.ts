import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accountsContract } from "../accounts-contract.ts";
import { SqliteStore } from "./sqlite-store.ts";

accountsContract("SqliteAccounts", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parlor-accounts-"));
  return { open: () => SqliteStore.open(folder), remove: () => rm(folder, { recursive: true }) };
});
