import { expect, test } from "bun:test";
import { Kind } from "@parlor/protocol";
import { PRESETS } from "@parlor/rules";
import { Gate, OwnPostgres } from "@parlor/tests";
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

test("a kind that was saved without an answer is saved once, and whoever changed it hears so", async () => {
  await using gate = await Gate.to(postgres.port);
  const { kinds, close } = await openStore((await postgres.database()).replace(`:${postgres.port}/`, `:${gate.port}/`));
  const lost = async (kind: Kind): Promise<boolean> => {
    const cut = gate.loseAnswerTo("INSERT INTO parlor.kinds");
    const saving = kinds.save(kind);
    await cut;
    return saving;
  };

  expect(await lost(cafe(2, "member"))).toBe(true);
  expect(await lost(cafe(3, "moderator"))).toBe(true);
  expect(await lost(cafe(3, "member"))).toBe(false);
  expect(await kinds.all()).toEqual([cafe(3, "moderator")]);
  await close();
});

const cafe = (version: number, defaultRole: string): Kind =>
  Kind.parse({ ...PRESETS.find(({ name }) => name === "cafe"), version, defaultRole });

async function openStore(url: string) {
  // Longer than any machine takes to connect again.
  const store = await PostgresStore.open({ url, report: () => undefined, patienceMs: 60_000 });
  return { kinds: store.kinds, close: () => store.close() };
}
