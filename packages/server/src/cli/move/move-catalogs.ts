import type { Database } from "bun:sqlite";
import type { CatalogItem } from "@parlor/protocol";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PostgresCatalogWriter } from "../../storage/postgres/postgres-catalog-writer.ts";
import { CATALOG_FILE, openCatalogFile, tablesOf } from "../../storage/sqlite/catalog-file.ts";
import type { PostgresTarget } from "./postgres-target.ts";
import { RowSum } from "./row-sum.ts";

/** Moves the collections of a folder, each whole or not at all, and gives what is not the same afterwards in words. */
export async function moveCatalogs(folder: string, url: string, target: PostgresTarget): Promise<string[]> {
  const file = join(folder, CATALOG_FILE);
  if (!existsSync(file)) return [];
  const db = openCatalogFile(file);
  try {
    const found: string[] = [];
    const collections = db.query<{ name: string; number: number }, []>("SELECT name, number FROM catalogs").all();
    for (const { name, number } of collections) {
      if ((await target.catalogSum(name)) === undefined)
        await move(db, number, await PostgresCatalogWriter.open(url, name));
      const here = new RowSum();
      for (const item of itemsOf(db, number)) here.add([JSON.stringify(item)]);
      const there = await target.catalogSum(name);
      if (there?.rows !== here.sum.rows || there.print !== here.sum.print) found.push(`the collection ${name}`);
    }
    return found;
  } finally {
    db.close();
  }
}

async function move(db: Database, number: number, writer: PostgresCatalogWriter): Promise<void> {
  try {
    for (const item of itemsOf(db, number)) await writer.add(item);
    await writer.commit();
  } finally {
    await writer.close();
  }
}

type ItemRecord = Record<"id" | "title" | "body", string> & Record<"url" | "image", string | null>;

function* itemsOf(db: Database, number: number): Generator<CatalogItem> {
  const { items } = tablesOf(number);
  const rows = db.query<ItemRecord, []>(`SELECT id, title, body, url, image FROM ${items} ORDER BY row`).iterate();
  for (const { url, image, ...item } of rows) {
    yield { ...item, ...(url !== null && { url }), ...(image !== null && { image }) };
  }
}
