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

/** One collection that is filled anew. Until `commit`, everybody sees the one before; whatever happens, never a half. */
export interface CatalogFilling {
  readonly count: number;
  /** False when an item with this id is there already. */
  add(item: CatalogItem): boolean | Promise<boolean>;
  commit(): void | Promise<void>;
  cancel(): void | Promise<void>;
  close(): void | Promise<void>;
}
