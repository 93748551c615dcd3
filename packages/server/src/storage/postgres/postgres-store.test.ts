import { OwnPostgres } from "@parlor/tests";
import { storageContract } from "../storage-contract.ts";
import { PostgresStore } from "./postgres-store.ts";

const postgres = OwnPostgres.forThisFile();

storageContract("Postgres", async () => {
  const url = await postgres.database();
  return {
    open: () => PostgresStore.open({ url, report: () => undefined }),
    // Its database goes with the whole Postgres.
    remove: () => Promise.resolve(),
  };
});
