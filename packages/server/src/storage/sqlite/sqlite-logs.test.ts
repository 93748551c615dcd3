import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conversationLogsContract } from "../conversation-logs-contract.ts";
import { SqliteLogs } from "./sqlite-logs.ts";
import { SqliteStore } from "./sqlite-store.ts";

conversationLogsContract("SqliteLogs", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parlor-logs-"));
  const store = await SqliteStore.open(folder);
  return { store, open: () => new SqliteLogs(folder), remove: () => rm(folder, { recursive: true }) };
});
