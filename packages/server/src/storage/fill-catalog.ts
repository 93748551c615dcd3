import type { CatalogItem } from "@parlor/protocol";
import type { CatalogFilling } from "./catalog.ts";

/** Fills a small collection at once. */
export async function fillCatalog(filling: CatalogFilling, items: readonly CatalogItem[]): Promise<void> {
  try {
    for (const item of items) await filling.add(item);
    await filling.commit();
  } finally {
    await filling.close();
  }
}
