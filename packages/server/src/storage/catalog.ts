import type { CatalogItem, FoundItem } from "@parlor/protocol";

export interface CatalogQuery {
  readonly catalog: string;
  /** Empty: everything, by title. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

/** Imported collections: products, articles. Ranked by how well they match. */
export interface Catalog {
  find(query: CatalogQuery): Promise<{ readonly total: number; readonly items: readonly FoundItem[] }>;
  item(catalog: string, id: string): Promise<CatalogItem | undefined>;
  close(): Promise<void>;
}
