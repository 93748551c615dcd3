import { Database } from "bun:sqlite";

/** Collections lie in a file of their own, so that an import never holds up a message. */
export const CATALOG_FILE = "catalog.db";

export function openCatalogFile(file: string): Database {
  const db = new Database(file, { create: true, strict: true });
  db.run("PRAGMA journal_mode = WAL");
  db.run("PRAGMA busy_timeout = 5000");
  db.run(`CREATE TABLE IF NOT EXISTS items (
    row INTEGER PRIMARY KEY, catalog TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
    url TEXT, image TEXT, UNIQUE (catalog, id)
  ) STRICT`);
  db.run("CREATE INDEX IF NOT EXISTS items_by_title ON items (catalog, title COLLATE NOCASE, id)");
  db.run(`CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    title, body, catalog UNINDEXED, content = 'items', content_rowid = 'row', tokenize = "unicode61 remove_diacritics 2"
  )`);
  return db;
}
