import type { Database } from "bun:sqlite";
import type { CatalogItem, FoundItem } from "@parlor/protocol";
import { tablesOf } from "./catalog-file.ts";

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
/**
 * Matches that are weighed against each other. Words that more items have say little about any of them, and to weigh
 * them all would take longer than people wait: then those with the words in their title come first, in the order of
 * the file.
 */
const MAX_RANKED = 2_000;

const COLUMNS = "items.id, items.title, items.body, items.url, items.image";

/** One imported collection, as it was when it was imported. */
export class CollectionReader {
  readonly number: number;
  readonly #statements;

  constructor(db: Database, number: number) {
    this.number = number;
    const { items, words } = tablesOf(number);
    const matching = `FROM ${words} WHERE ${words} MATCH ?`;
    this.#statements = {
      count: db.prepare<{ total: number }, [string]>(
        `SELECT count(*) AS total FROM (SELECT 1 ${matching} LIMIT ${MAX_COUNTED})`,
      ),
      ranked: db.prepare<{ row: number }, [string, number, number]>(
        `SELECT rowid AS row ${matching} ORDER BY rank LIMIT ? OFFSET ?`,
      ),
      inOrder: db.prepare<{ row: number }, [string, number, number]>(
        `SELECT rowid AS row ${matching} ORDER BY rowid LIMIT ? OFFSET ?`,
      ),
      found: db.prepare<ItemRecord, [string, number]>(
        `SELECT ${COLUMNS}, highlight(${words}, 1, '${OPEN}', '${CLOSE}') AS marked
         FROM ${words} JOIN ${items} AS items ON items.row = ${words}.rowid WHERE ${words} MATCH ?1 AND ${words}.rowid = ?2`,
      ),
      countAll: db.prepare<{ total: number }, []>(`SELECT count(*) AS total FROM ${items}`),
      all: db.prepare<ItemRecord, [number, number]>(
        `SELECT ${COLUMNS} FROM ${items} AS items ORDER BY title COLLATE NOCASE, id LIMIT ? OFFSET ?`,
      ),
      item: db.prepare<ItemRecord, [string]>(`SELECT ${COLUMNS} FROM ${items} AS items WHERE id = ?`),
    };
  }

  list(offset: number, limit: number): { total: number; items: FoundItem[] } {
    this.#size ??= this.#statements.countAll.get()?.total ?? 0;
    return { total: this.#size, items: this.#statements.all.all(limit, offset).map(itemOf) };
  }

  item(id: string): CatalogItem | undefined {
    const found = this.#statements.item.get(id);
    return found ? itemOf(found) : undefined;
  }

  matching(query: string, offset: number, limit: number): { total: number; items: FoundItem[] } {
    const { count, ranked } = this.#statements;
    const total = count.get(query)?.total ?? 0;
    const rows = total > MAX_RANKED ? this.#titlesFirst(query, offset, limit) : ranked.all(query, limit, offset);
    return { total, items: rows.flatMap(({ row }) => this.#found(query, row)) };
  }

  #titlesFirst(query: string, offset: number, limit: number): { row: number }[] {
    const { count, inOrder } = this.#statements;
    const inTitle = `{title} : (${query})`;
    const rows = inOrder.all(inTitle, limit, offset);
    if (rows.length === limit) return rows;

    const titles = count.get(inTitle)?.total ?? 0;
    const others = inOrder.all(`(${query}) NOT (${inTitle})`, limit - rows.length, Math.max(0, offset - titles));
    return [...rows, ...others];
  }

  close(): void {
    for (const statement of Object.values(this.#statements)) statement.finalize();
  }

  /** It never changes: another import is another collection. */
  #size: number | undefined;

  #found(query: string, row: number): FoundItem[] {
    const record = this.#statements.found.get(query, row);
    return record ? [{ ...itemOf(record), highlights: highlightsOf(record.marked ?? "") }] : [];
  }
}

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
