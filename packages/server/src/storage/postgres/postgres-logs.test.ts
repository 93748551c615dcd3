import { OwnPostgres } from "@parlor/tests";
import { conversationLogsContract } from "../conversation-logs-contract.ts";
import { PostgresLogs } from "./postgres-logs.ts";
import { PostgresStore } from "./postgres-store.ts";

const postgres = OwnPostgres.forThisFile();

conversationLogsContract("PostgresLogs", async () => {
  const url = await postgres.database();
  const store = await PostgresStore.open({ url, report: () => undefined });
  // Its database goes with the whole Postgres.
  return { store, open: () => new PostgresLogs(url), remove: () => Promise.resolve() };
});
