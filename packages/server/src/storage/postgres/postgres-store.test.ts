import { afterAll, beforeAll, setDefaultTimeout } from "bun:test";
import { OwnPostgres } from "@parlor/tests";
import { storageContract } from "../storage-contract.ts";
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

storageContract("Postgres", async () => {
  const url = await postgres.database();
  return {
    open: () => PostgresStore.open({ url, report: () => undefined }),
    // Its database goes with the whole Postgres.
    remove: () => Promise.resolve(),
  };
});
