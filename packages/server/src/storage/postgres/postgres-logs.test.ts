import { afterAll, beforeAll, setDefaultTimeout } from "bun:test";
import { OwnPostgres } from "@parlor/tests";
import { conversationLogsContract } from "../conversation-logs-contract.ts";
import { PostgresLogs } from "./postgres-logs.ts";
import { PostgresStore } from "./postgres-store.ts";

// A busy machine takes its time.
setDefaultTimeout(60_000);

let postgres: OwnPostgres;
beforeAll(async () => {
  postgres = await OwnPostgres.start();
}, 60_000);
afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
});

conversationLogsContract("PostgresLogs", async () => {
  const url = await postgres.database();
  const store = await PostgresStore.open({ url, report: () => undefined });
  // Its database goes with the whole Postgres.
  return { store, open: () => new PostgresLogs(url), remove: () => Promise.resolve() };
});
