import type { Database } from "bun:sqlite";
import type { CatalogItem } from "@parlor/protocol";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { CatalogFilling } from "../catalog.ts";
import { CATALOG_FILE, makeTables, openCatalogFile, tablesOf } from "./catalog-file.ts";

/** Fills one collection anew, in one transaction. */
export class CatalogWriter implements CatalogFilling {
  readonly #db: Database;
  readonly #number: number;
  readonly #replaced: number | undefined;
  readonly #statements;
  count = 0;

  constructor(db: Database, catalog: string) {
    this.#db = db;
    db.run("BEGIN IMMEDIATE");
    this.#replaced = db
      .query<{ number: number }, [string]>("DELETE FROM catalogs WHERE name = ? RETURNING number")
      .get(catalog)?.number;
    this.#number = Number(db.query("INSERT INTO catalogs (name) VALUES (?)").run(catalog).lastInsertRowid);
    makeTables(db, this.#number);
    const { items } = tablesOf(this.#number);
    this.#statements = {
      item: db.prepare<void, [string, string, string, string | null, string | null]>(
        `INSERT INTO ${items} (id, title, body, url, image) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      ),
    };
  }

  static open(folder: string, catalog: string): CatalogWriter {
    mkdirSync(folder, { recursive: true });
    return new CatalogWriter(openCatalogFile(join(folder, CATALOG_FILE)), catalog);
  }

  /** False when an item with this id is there already. */
  add({ id, title, body, url, image }: CatalogItem): boolean {
    const added = this.#statements.item.run(id, title, body, url ?? null, image ?? null).changes === 1;
    if (added) this.count++;
    return added;
  }

  commit(): void {
    const { items, words } = tablesOf(this.#number);
    this.#db.run(`CREATE INDEX ${items}_by_title ON ${items} (title COLLATE NOCASE, id)`);
    this.#db.run(`INSERT INTO ${words} (${words}) VALUES ('rebuild')`);
    // One sorted index instead of many: searches look into one place.
    this.#db.run(`INSERT INTO ${words} (${words}) VALUES ('optimize')`);
    if (this.#replaced !== undefined) {
      const before = tablesOf(this.#replaced);
      this.#db.run(`DROP TABLE ${before.words}`);
      this.#db.run(`DROP TABLE ${before.items}`);
    }
    this.#db.run("COMMIT");
  }

  cancel(): void {
    this.#db.run("ROLLBACK");
  }

  close(): void {
    this.#statements.item.finalize();
    if (this.#db.inTransaction) this.#db.run("ROLLBACK");
    this.#db.close(true);
  }
}
