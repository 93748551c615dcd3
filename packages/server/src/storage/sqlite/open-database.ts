import { Database } from "bun:sqlite";
import { pendingMigrations } from "../migrations.ts";
import { SQLITE_MIGRATIONS } from "./migrations.ts";

/** The one connection that writes. FULL: a commit is on the disk before anybody hears of it. */
export function openForWriting(file: string): Database {
  const db = new Database(file, { create: true, strict: true });
  db.run("PRAGMA journal_mode = WAL");
  db.run("PRAGMA synchronous = FULL");
  db.run("PRAGMA cache_size = -65536");
  // Checkpoints move pages in larger strokes: each one costs two syncs of the main file.
  db.run("PRAGMA wal_autocheckpoint = 4000");
  db.run("PRAGMA foreign_keys = OFF");
  migrate(db);
  proveWritable(db);
  return db;
}

export function openForReading(file: string): Database {
  const db = new Database(file, { readonly: true, strict: true });
  db.run("PRAGMA cache_size = -65536");
  db.run("PRAGMA mmap_size = 1073741824");
  return db;
}

/** Where an earlier server was killed, SQLite also opens what it can only read, and begins. Only a write tells. */
function proveWritable(db: Database): void {
  db.run(`PRAGMA user_version = ${SQLITE_MIGRATIONS.length}`);
}

function migrate(db: Database): void {
  const done = db.query<{ user_version: number }, []>("PRAGMA user_version").get()?.user_version ?? 0;
  const pending = pendingMigrations(SQLITE_MIGRATIONS, done);
  if (pending.length === 0) return;

  db.transaction(() => {
    for (const { sql } of pending) db.run(sql);
    db.run(`PRAGMA user_version = ${SQLITE_MIGRATIONS.length}`);
  }).exclusive();
}
