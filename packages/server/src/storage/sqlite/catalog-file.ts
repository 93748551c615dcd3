import { Database } from "bun:sqlite";

/** Collections lie in a file of their own, so that an import never holds up a message. */
export const CATALOG_FILE = "catalog.db";

/**
 * Each import makes two tables of its own, and `catalogs` says which are in use: so an import replaces a collection in
 * one step, and a search looks at no other collection's words.
 */
export function openCatalogFile(file: string): Database {
  const db = new Database(file, { create: true, strict: true });
  db.run("PRAGMA journal_mode = WAL");
  db.run("PRAGMA busy_timeout = 5000");
  db.run("PRAGMA cache_size = -65536");
  db.run(
    "CREATE TABLE IF NOT EXISTS catalogs (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE) STRICT",
  );
  return db;
}

const INDEXED_AT_ONCE_BYTES = 67_108_864;

/** The tables of one import. */
export function tablesOf(number: number): { readonly items: string; readonly words: string } {
  return { items: `items_${number}`, words: `words_${number}` };
}

export function makeTables(db: Database, number: number): void {
  const { items, words } = tablesOf(number);
  db.run(`CREATE TABLE ${items} (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, body TEXT NOT NULL, url TEXT, image TEXT
  ) STRICT`);
  // Short beginnings of words have an index of their own: people search while they type. A longer one has few words,
  // and to read all of those is quicker than it takes to index every beginning of every word of a large import.
  db.run(`CREATE VIRTUAL TABLE ${words} USING fts5(
    title, body, content = '${items}', content_rowid = 'row', prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 2"
  )`);
  db.run(`INSERT INTO ${words} (${words}, rank) VALUES ('rank', 'bm25(5.0, 1.0)')`);
  // Fewer and larger pieces, that have to be merged less often.
  db.run(`INSERT INTO ${words} (${words}, rank) VALUES ('hashsize', ${INDEXED_AT_ONCE_BYTES})`);
}
