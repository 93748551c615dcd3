import { expect, test } from "bun:test";
import { OwnPostgres } from "@parlor/tests";
import { accountsContract } from "../accounts-contract.ts";
import { PostgresStore } from "./postgres-store.ts";

const postgres = OwnPostgres.forThisFile();

const open = (url: string) => PostgresStore.open({ url, report: () => undefined });

accountsContract("PostgresAccounts", async () => {
  const url = await postgres.database();
  // Its database goes with the whole Postgres.
  return { open: () => open(url), remove: () => Promise.resolve() };
});

test("servers that share a database share the secret that one of them made", async () => {
  const url = await postgres.database();
  const stores = await Promise.all([open(url), open(url), open(url)]);
  const secrets = await Promise.all(stores.map((store) => store.ownSecret()));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]?.length).toBeGreaterThan(40);
  await Promise.all(stores.map((store) => store.close()));
});
