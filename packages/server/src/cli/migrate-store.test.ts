import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OwnPostgres } from "@parlor/tests";
import { groupOf } from "../storage/contract-drafts.ts";
import { SqliteStore } from "../storage/sqlite/sqlite-store.ts";
import { migrateStore } from "./migrate-store.ts";
import { runCommand } from "./run-command.ts";

const postgres = OwnPostgres.forThisFile();

test("a move shows how far it is, and then how far all of it is compared", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parlor-move-"));
  const store = await SqliteStore.open(folder);
  await store.append([...groupOf("room:a", 40), ...groupOf("room:b", 3)]);
  await store.close();
  const drawn: { readonly share: number; readonly label: string }[] = [];
  const out: string[] = [];
  const code = await runCommand([migrateStore], ["migrate-store", "--to", await postgres.database()], {
    env: { DATA_DIR: folder },
    out: (line) => out.push(line),
    err: (line) => out.push(line),
    progress: (done, total, label) => drawn.push({ share: done / total, label }),
  });
  await rm(folder, { recursive: true });

  expect([code, out[0]]).toEqual([
    0,
    "45 rows were moved and compared, and are the same. Start the servers with DATABASE_URL.",
  ]);
  const shares = drawn.map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(drawn.find(({ share }) => share === 0.5)?.label).toBe("45 of 45 rows moved");
  expect(drawn.at(-1)).toEqual({ share: 1, label: "45 of 45 rows compared" });
});
