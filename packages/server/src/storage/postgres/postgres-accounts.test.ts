import { expect, test } from "bun:test";
import { Gate, OwnPostgres } from "@parlor/tests";
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

test("signing up, in and out without an answer is done once, and whoever did it hears so", async () => {
  const url = await postgres.database();
  await using gate = await Gate.to(postgres.port);
  const store = await PostgresStore.open({
    url: url.replace(`:${postgres.port}/`, `:${gate.port}/`),
    report: () => undefined,
    // Longer than any machine takes to connect again.
    patienceMs: 60_000,
  });
  const { accounts } = store;
  const lost = async <Answer>(words: string, act: () => Promise<Answer>): Promise<Answer> => {
    const cut = gate.loseAnswerTo(words);
    const acting = act();
    await cut;
    return acting;
  };
  const ana = { id: "account:1", name: "Ana", createdAt: 1 };
  const another = { id: "account:2", name: "Another Ana", createdAt: 2 };
  const identity = { issuer: "https://accounts.example.com", subject: "42" };
  const session = { hash: "hash", account: ana.id, createdAt: 1, expiresAt: 100 };
  const signUp = "INSERT INTO parlor.accounts";

  expect(await lost(signUp, () => accounts.add(ana, { username: "ana", password: "p", identity }))).toBe(true);
  expect(await lost(signUp, () => accounts.add(another, { username: "ana", password: "q" }))).toBe(false);
  expect(await lost(signUp, () => accounts.add(another, { identity }))).toBe(false);
  expect(await accounts.byUsername("ana")).toEqual({ account: ana, password: "p" });
  expect(await accounts.byIdentity(identity)).toEqual(ana);

  await lost("INSERT INTO parlor.sessions", () => accounts.startSession(session));
  expect(await accounts.living(["hash"])).toEqual(["hash"]);
  const granted = { roles: ["assistant"], interests: [] };
  expect(await lost("UPDATE parlor.accounts", () => accounts.grant("ana", granted))).toBe(true);
  await lost("WHERE hash = $1", () => accounts.endSession("hash"));
  expect(await accounts.living(["hash"])).toEqual([]);
  await accounts.startSession(session);
  await lost("DELETE FROM parlor.sessions", () => accounts.endSessionsOf(ana.id));
  expect(await accounts.living(["hash"])).toEqual([]);
  await store.close();
});
