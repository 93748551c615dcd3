import type { Database } from "bun:sqlite";
import type { CatalogItem, FoundItem } from "@parlor/protocol";
import type { Found } from "../catalog.ts";
import { tablesOf } from "./catalog-file.ts";
import { folded, highlightsIn } from "./highlights.ts";

interface ItemRecord {
  id: string;
  title: string;
  body: string;
  url: string | null;
  image: string | null;
}

/** More matches than anybody pages through are not counted out. */
const MAX_COUNTED = 10_000;
/**
 * Matches that are weighed against each other, and how many items may have a word that takes part in the weighing. A
 * word that more of them have says little about any of them, and to weigh it all its places have to be read: that
 * takes longer than people wait. Where nothing is weighed, those with the words in their title come first, in the
 * order of the file.
 */
const MAX_RANKED = 2_000;
const MAX_WEIGHED = 5_000;
/** Counts that are kept: people search while they type, and leaf through what was found. */
const COUNTS_KEPT = 5_000;

const COLUMNS = "items.id, items.title, items.body, items.url, items.image";

/** One imported collection, as it was when it was imported: it never changes, another import is another collection. */
export class CollectionReader {
  readonly number: number;
  readonly #statements;
  readonly #counts = new Map<string, number>();
  #size: number | undefined;

  constructor(db: Database, number: number) {
    this.number = number;
    const { items, words } = tablesOf(number);
    const matching = `FROM ${words} WHERE ${words} MATCH ?`;
    this.#statements = {
      count: db.prepare<{ total: number }, [string]>(
        `SELECT count(*) AS total FROM (SELECT 1 ${matching} LIMIT ${MAX_COUNTED})`,
      ),
      ranked: db.prepare<{ row: number }, [string]>(`SELECT rowid AS row ${matching} ORDER BY rank`),
      inOrder: db.prepare<{ row: number }, [string, number, number]>(
        `SELECT rowid AS row ${matching} ORDER BY rowid LIMIT ? OFFSET ?`,
      ),
      row: db.prepare<ItemRecord, [number]>(`SELECT ${COLUMNS} FROM ${items} AS items WHERE row = ?`),
      countAll: db.prepare<{ total: number }, []>(`SELECT count(*) AS total FROM ${items}`),
      all: db.prepare<ItemRecord, [number, number]>(
        `SELECT ${COLUMNS} FROM ${items} AS items ORDER BY title COLLATE NOCASE, id LIMIT ? OFFSET ?`,
      ),
      item: db.prepare<ItemRecord, [string]>(`SELECT ${COLUMNS} FROM ${items} AS items WHERE id = ?`),
    };
  }

  list(offset: number, limit: number): Found {
    this.#size ??= this.#statements.countAll.get()?.total ?? 0;
    return { total: this.#size, items: this.#statements.all.all(limit, offset).map(itemOf) };
  }

  item(id: string): CatalogItem | undefined {
    const found = this.#statements.item.get(id);
    return found ? itemOf(found) : undefined;
  }

  /** Items with all the words, or where nothing has all, with any of those that say something. */
  search(words: readonly string[], offset: number, limit: number): Found {
    const searched = [...new Set(words.map(folded))].filter((word) => word !== "");
    if (searched.length === 0) return { total: 0, items: [] };
    const telling = searched.filter((word) => this.#count(prefix(word)) < MAX_WEIGHED);
    const all = searched.map(prefix).join(" AND ");
    const total = this.#count(all);
    if (total > 0 || searched.length === 1) {
      return { total, items: this.#page(this.#allOf(searched, telling, offset, limit), searched) };
    }
    const any = (telling.length > 0 ? telling : searched).map(prefix).join(" OR ");
    const some = this.#count(any);
    const rows = some > MAX_RANKED ? this.#titlesFirst(any, offset, limit) : this.#ranked(any, offset, limit);
    return { total: some, items: this.#page(rows, searched) };
  }

  close(): void {
    for (const statement of Object.values(this.#statements)) statement.finalize();
  }

  #allOf(searched: readonly string[], telling: readonly string[], offset: number, limit: number): readonly number[] {
    const all = searched.map(prefix).join(" AND ");
    if (telling.length === 0 || this.#count(all) > MAX_RANKED) return this.#titlesFirst(all, offset, limit);
    if (telling.length === searched.length) return this.#ranked(all, offset, limit);

    // Weighed by the words that say something, among those that have the others as well.
    const having = new Set(this.#statements.inOrder.all(all, MAX_RANKED, 0).map(({ row }) => row));
    const weighed = this.#statements.ranked.all(telling.map(prefix).join(" AND "));
    return weighed.flatMap(({ row }) => (having.has(row) ? row : [])).slice(offset, offset + limit);
  }

  #ranked(query: string, offset: number, limit: number): readonly number[] {
    return this.#statements.ranked
      .all(query)
      .slice(offset, offset + limit)
      .map(({ row }) => row);
  }

  #titlesFirst(query: string, offset: number, limit: number): readonly number[] {
    const { inOrder } = this.#statements;
    const inTitle = `{title} : (${query})`;
    const rows = inOrder.all(inTitle, limit, offset);
    if (rows.length < limit) {
      const others = Math.max(0, offset - this.#count(inTitle));
      rows.push(...inOrder.all(`(${query}) NOT (${inTitle})`, limit - rows.length, others));
    }
    return rows.map(({ row }) => row);
  }

  #page(rows: readonly number[], searched: readonly string[]): FoundItem[] {
    return rows.flatMap((row) => {
      const record = this.#statements.row.get(row);
      return record ? { ...itemOf(record), highlights: highlightsIn(record.body, searched) } : [];
    });
  }

  #count(query: string): number {
    const known = this.#counts.get(query);
    if (known !== undefined) return known;
    const total = this.#statements.count.get(query)?.total ?? 0;
    if (this.#counts.size >= COUNTS_KEPT) this.#counts.clear();
    this.#counts.set(query, total);
    return total;
  }
}

/** Quoted, so that whatever people type is words and never syntax. */
const prefix = (word: string): string => `"${word}"*`;

function itemOf({ id, title, body, url, image }: ItemRecord): CatalogItem {
  return { id, title, body, ...(url !== null && { url }), ...(image !== null && { image }) };
}
