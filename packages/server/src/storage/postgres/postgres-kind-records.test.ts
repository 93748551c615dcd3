import { OwnPostgres } from "@parlor/tests";
import { kindRecordsContract } from "../kind-records-contract.ts";
import { PostgresStore } from "./postgres-store.ts";

const postgres = OwnPostgres.forThisFile();

kindRecordsContract("PostgresKindRecords", async () => {
  const url = await postgres.database();
  return {
    open: () => PostgresStore.open({ url, report: () => undefined }),
    // Its database goes with the whole Postgres.
    remove: () => Promise.resolve(),
  };
});
