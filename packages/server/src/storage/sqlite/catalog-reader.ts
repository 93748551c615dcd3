import type { Database } from "bun:sqlite";
import type { CatalogItem } from "@parlor/protocol";
import type { CatalogQuery, Found } from "../catalog.ts";
import { CollectionReader } from "./collection-reader.ts";

const NOTHING: Found = { total: 0, items: [] };

/** Finds items by their words: all of them, or where nothing has all, any. */
export class CatalogReader {
  readonly #db: Database;
  readonly #collections = new Map<string, CollectionReader>();

  constructor(db: Database) {
    this.#db = db;
  }

  find(query: CatalogQuery): Found {
    return this.#reading(query.catalog, (collection) => find(collection, query)) ?? NOTHING;
  }

  item(catalog: string, id: string): CatalogItem | undefined {
    return this.#reading(catalog, (collection) => collection.item(id));
  }

  close(): void {
    for (const collection of this.#collections.values()) collection.close();
    this.#db.close(true);
  }

  /** In one transaction: an import that ends meanwhile takes nothing away from under it. */
  #reading<Answer>(catalog: string, read: (collection: CollectionReader) => Answer): Answer | undefined {
    return this.#db.transaction(() => {
      const number = this.#db
        .query<{ number: number }, [string]>("SELECT number FROM catalogs WHERE name = ?")
        .get(catalog)?.number;
      return number === undefined ? undefined : read(this.#collection(catalog, number));
    })();
  }

  #collection(catalog: string, number: number): CollectionReader {
    const known = this.#collections.get(catalog);
    if (known?.number === number) return known;
    known?.close();
    const collection = new CollectionReader(this.#db, number);
    this.#collections.set(catalog, collection);
    return collection;
  }
}

function find(collection: CollectionReader, { text, offset, limit }: CatalogQuery): Found {
  if (text === "") return collection.list(offset, limit);
  return collection.search(text.match(/[\p{L}\p{N}]+/gu)?.slice(0, MAX_WORDS) ?? [], offset, limit);
}

const MAX_WORDS = 16;
