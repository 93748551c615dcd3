import type { Database } from "bun:sqlite";
import type { CatalogItem, FoundItem } from "@parlor/protocol";
import type { CatalogQuery } from "../catalog.ts";

interface ItemRecord {
  id: string;
  title: string;
  body: string;
  url: string | null;
  image: string | null;
  marked?: string;
}

const OPEN = "\u0002";
const CLOSE = "\u0003";
/** More matches than anybody pages through are not counted out. */
const MAX_COUNTED = 10_000;

const COLUMNS = "items.id, items.title, items.body, items.url, items.image";

/** Finds items by their words: all of them, or where nothing has all, any. */
export class CatalogReader {
  readonly #db: Database;
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    const matching = "FROM words JOIN items ON items.row = words.rowid WHERE words MATCH ?1 AND items.catalog = ?2";
    this.#statements = {
      count: db.prepare<{ total: number }, [string, string]>(
        `SELECT count(*) AS total FROM (SELECT 1 ${matching} LIMIT ${MAX_COUNTED})`,
      ),
      find: db.prepare<ItemRecord, [string, string, number, number]>(
        `SELECT ${COLUMNS}, highlight(words, 1, '${OPEN}', '${CLOSE}') AS marked ${matching}
         ORDER BY bm25(words, 5.0, 1.0), items.row LIMIT ?3 OFFSET ?4`,
      ),
      countAll: db.prepare<{ total: number }, [string]>("SELECT count(*) AS total FROM items WHERE catalog = ?"),
      all: db.prepare<ItemRecord, [string, number, number]>(
        `SELECT ${COLUMNS} FROM items WHERE catalog = ? ORDER BY title COLLATE NOCASE, id LIMIT ? OFFSET ?`,
      ),
      item: db.prepare<ItemRecord, [string, string]>(`SELECT ${COLUMNS} FROM items WHERE catalog = ? AND id = ?`),
    };
  }

  find({ catalog, text, offset, limit }: CatalogQuery): { total: number; items: FoundItem[] } {
    const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
    if (text === "") {
      const total = this.#statements.countAll.get(catalog)?.total ?? 0;
      return { total, items: this.#statements.all.all(catalog, limit, offset).map(itemOf) };
    }
    if (words.length === 0) return { total: 0, items: [] };

    const all = this.#matches(words.map(prefix).join(" AND "), catalog, offset, limit);
    return all.total > 0 || words.length === 1
      ? all
      : this.#matches(words.map(prefix).join(" OR "), catalog, offset, limit);
  }

  item(catalog: string, id: string): CatalogItem | undefined {
    const found = this.#statements.item.get(catalog, id);
    return found ? itemOf(found) : undefined;
  }

  close(): void {
    this.#db.close();
  }

  #matches(query: string, catalog: string, offset: number, limit: number): { total: number; items: FoundItem[] } {
    const total = this.#statements.count.get(query, catalog)?.total ?? 0;
    const found = total > offset ? this.#statements.find.all(query, catalog, limit, offset) : [];
    return {
      total,
      items: found.map((record) => ({ ...itemOf(record), highlights: highlightsOf(record.marked ?? "") })),
    };
  }
}

/** Quoted, so that whatever people type is words and never syntax. */
const prefix = (word: string): string => `"${word}"*`;

function itemOf({ id, title, body, url, image }: ItemRecord): CatalogItem {
  return { id, title, body, ...(url !== null && { url }), ...(image !== null && { image }) };
}

/** The marked runs of a text, as places in the text without its marks. */
function highlightsOf(marked: string): [number, number][] {
  const runs: [number, number][] = [];
  let marks = 0;
  for (let at = marked.indexOf(OPEN); at >= 0; at = marked.indexOf(OPEN, at + 1)) {
    const end = marked.indexOf(CLOSE, at);
    runs.push([at - marks, end - marks - 1]);
    marks += 2;
  }
  return runs;
}
