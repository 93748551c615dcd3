import { afterAll, beforeEach, describe, expect, test } from "bun:test";
import { OwnPostgres, until } from "@parlor/tests";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "../../log.ts";
import type { Catalog } from "../catalog.ts";
import { catalogContract } from "../catalog-contract.ts";
import { fillCatalog } from "../fill-catalog.ts";
import { SqliteCatalogCopies } from "../sqlite/sqlite-catalog-copies.ts";
import { PostgresCatalog } from "./postgres-catalog.ts";
import { PostgresCatalogWriter } from "./postgres-catalog-writer.ts";
import { PostgresStore } from "./postgres-store.ts";

const postgres = OwnPostgres.forThisFile();

const fill = async (url: string, catalog: string, items: Parameters<typeof fillCatalog>[1]) =>
  fillCatalog(await PostgresCatalogWriter.open(url, catalog), items);

const folders: string[] = [];
const opened = async (url: string, patienceMs = 60_000) => {
  folders.push(await mkdtemp(join(tmpdir(), "parlor-copies-")));
  const copies = await SqliteCatalogCopies.open(folders.at(-1)!);
  return new PostgresCatalog({ url, copies, report, log, patienceMs });
};
const logged: string[] = [];
const log: Log = (_, what, facts) => logged.push(`${what}: ${facts?.["catalog"]}, ${facts?.["items"]}`);
const report = (error: Error) => {
  throw error;
};
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

catalogContract("Postgres", async () => {
  const url = await postgres.database();
  await (await PostgresStore.open({ url, report })).close();
  return {
    open: () => opened(url),
    fill: (catalog, items) => fill(url, catalog, items),
    // Its database goes with the whole Postgres.
    remove: () => Promise.resolve(),
  };
});

describe("in Postgres", () => {
  let url: string;
  beforeEach(async () => {
    url = await postgres.database();
    await (await PostgresStore.open({ url, report })).close();
  });
  const item = (id: string, title: string) => ({ id, title, body: "" });
  const titles = async (catalog: Catalog, text = "") =>
    (await catalog.find({ catalog: "wines", text, offset: 0, limit: 10 }))?.items.map(({ title }) => title);

  test("an import that is given up leaves the collection as it was, and of two at once one remains", async () => {
    await fill(url, "wines", [item("w1", "Riesling")]);
    const given = await PostgresCatalogWriter.open(url, "wines");
    await given.add(item("w2", "Merlot"));
    await given.close();
    const catalog = await opened(url);
    expect(await titles(catalog)).toEqual(["Riesling"]);

    await Promise.all(["w3", "w4"].map((id) => fill(url, "wines", [item(id, "Rosé")])));
    expect(await titles(catalog, "ros")).toEqual(["Rosé"]);
    await postgres.ask("SELECT 1 / (count(*) = 1)::int FROM parlor.catalog_items", url);
    await catalog.close();
  });

  test("two servers find the same, also when one of them comes later", async () => {
    await fill(url, "wines", [item("w1", "Riesling"), item("w2", "Red Riesling")]);
    const one = await opened(url);
    await fill(url, "wines", [item("w1", "Riesling again"), item("w3", "White Riesling")]);
    const other = await opened(url);
    expect(await titles(one, "riesling")).toEqual(await titles(other, "riesling"));
    expect(await one.item("wines", "w2")).toBeUndefined();
    await Promise.all([one.close(), other.close()]);
  });

  test("while the newest import is copied, a search that will not wait finds what was there before", async () => {
    await fill(url, "wines", [item("w1", "Before")]);
    const catalog = await opened(url, 0);
    await until(async () => (await titles(catalog)) !== undefined);
    await fill(
      url,
      "wines",
      Array.from({ length: 3_000 }, (_, index) => item(`${index}`, `After ${index}`)),
    );
    expect(await titles(catalog, "before")).toEqual(["Before"]);
    await until(async () => (await titles(catalog, "after"))?.length !== 0);
    expect(await titles(catalog, "before")).toEqual([]);
    await catalog.close();
  });

  test("a server that ends does not wait for a copy, and makes it when it is back", async () => {
    await fill(
      url,
      "wines",
      Array.from({ length: 3_000 }, (_, index) => item(`${index}`, `Wine ${index}`)),
    );
    const folder = await mkdtemp(join(tmpdir(), "parlor-copies-"));
    folders.push(folder);
    const open = async (heard: (what: string) => void) => {
      const copies = await SqliteCatalogCopies.open(folder);
      return new PostgresCatalog({ url, copies, report, log: (_, what) => heard(what) });
    };
    const said: string[] = [];
    const begun = Promise.withResolvers<void>();
    const ending = await open((what) => {
      said.push(what);
      begun.resolve();
    });
    await begun.promise;
    await ending.close();
    expect(said).toEqual(["a collection is being copied for searching"]);

    const again = await open((what) => said.push(what));
    expect(await titles(again, "2999")).toEqual(["Wine 2999"]);
    await again.close();
  });

  test("a search in a collection that is still being copied says so instead of waiting, and so does the log", async () => {
    await fill(
      url,
      "wines",
      Array.from({ length: 3_000 }, (_, index) => item(`${index}`, `Wine ${index}`)),
    );
    logged.length = 0;
    const catalog = await opened(url, 0);
    expect(await titles(catalog)).toBeUndefined();
    expect(logged).toEqual(["a collection is being copied for searching: wines, 3000"]);

    await until(async () => (await titles(catalog)) !== undefined);
    expect(await titles(catalog, "2999")).toEqual(["Wine 2999"]);
    expect(logged.slice(1)).toEqual(["a collection is copied: wines, 3000"]);
    await catalog.close();
  });
});
