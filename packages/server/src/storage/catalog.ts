import type { CatalogItem, FoundItem } from "@parlor/protocol";

export interface CatalogQuery {
  readonly catalog: string;
  /** Empty: everything, by title. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

export interface Found {
  readonly total: number;
  readonly items: readonly FoundItem[];
}

/** Imported collections: products, articles. Ranked by how well they match. */
export interface Catalog {
  /** Undefined while this server has not got the collection ready to be searched: ask again in a moment. */
  find(query: CatalogQuery): Promise<Found | undefined>;
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
