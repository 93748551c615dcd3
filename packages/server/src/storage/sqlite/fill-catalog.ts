import type { CatalogItem } from "@parlor/protocol";
import { join } from "node:path";
import { CATALOG_FILE, openCatalogFile } from "./catalog-file.ts";
import { CatalogWriter } from "./catalog-writer.ts";

/** Fills a small collection at once. */
export function fillCatalog(folder: string, catalog: string, items: readonly CatalogItem[]): void {
  const writer = new CatalogWriter(openCatalogFile(join(folder, CATALOG_FILE)), catalog);
  try {
    for (const item of items) writer.add(item);
    writer.commit();
  } finally {
    writer.close();
  }
}
