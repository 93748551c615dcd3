import type { CatalogItem } from "@parlor/protocol";
import type { Catalog, CatalogQuery, Found } from "./catalog.ts";

/** Copies of imports that lie with one server, for searching in. An import never changes, so neither does its copy. */
export interface CatalogCopies extends Catalog {
  find(query: CatalogQuery): Promise<Found>;
  has(copy: string): boolean;
  /** All of it or nothing. When `items` ends in an error, so does this. */
  make(copy: string, items: AsyncIterable<readonly CatalogItem[]>): Promise<void>;
  /** Drops all but these. */
  keep(copies: readonly string[]): Promise<void>;
}
