import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "@parlor/tests";
import { SqliteStore } from "../storage/sqlite/sqlite-store.ts";
import { creation, message, openJournal, seqOf, stream } from "../testing/open-journal.ts";

test("[DEGRADE-2] a stream is opened while the bus is silent, and has what was stored meanwhile once it is followed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "parlor-"));
  const store = await SqliteStore.open(folder);
  const elsewhere = openJournal(store, true);
  await elsewhere.journal.submit(creation);

  const followed = Promise.withResolvers<void>();
  const here = openJournal(store, true, { follow: () => followed.promise });
  const open = await here.streams.open(stream);
  expect(open.head).toBe(1);
  expect(seqOf(await elsewhere.journal.submit(message("said before it was followed")))).toBe(2);
  expect(here.told).toEqual([]);

  followed.resolve();
  await until(() => here.told.length > 0);
  expect(here.told).toEqual([[2]]);
  expect(open.head).toBe(2);
  expect(here.reports).toEqual([]);
  await store.close();
  rmSync(folder, { recursive: true });
});
