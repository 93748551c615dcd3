import type { CatalogItem } from "@parlor/protocol";
import type { Pool, PoolClient } from "pg";
import type { CatalogFilling } from "../catalog.ts";
import { migrate } from "./migrate.ts";
import { openPool } from "./open-pool.ts";

const BATCH = 500;
/** To throw away a large collection takes its time. */
const SILENCE_MS = 120_000;

/** Fills one collection anew, in one transaction. */
export class PostgresCatalogWriter implements CatalogFilling {
  readonly #pool: Pool;
  readonly #client: PoolClient;
  readonly #catalog: string;
  readonly #import = Bun.randomUUIDv7();
  readonly #ids = new Set<string>();
  #batch: CatalogItem[] = [];

  private constructor(pool: Pool, client: PoolClient, catalog: string) {
    this.#pool = pool;
    this.#client = client;
    this.#catalog = catalog;
  }

  static async open(url: string, catalog: string): Promise<PostgresCatalogWriter> {
    // Whoever uses a connection that breaks hears of it.
    const pool = openPool({
      url,
      connections: 1,
      report: () => undefined,
      silenceMs: SILENCE_MS,
      name: "parlor import",
    });
    try {
      await migrate(pool);
      const client = await pool.connect();
      await client.query("BEGIN");
      return new PostgresCatalogWriter(pool, client, catalog);
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  get count(): number {
    return this.#ids.size;
  }

  async add(item: CatalogItem): Promise<boolean> {
    if (this.#ids.has(item.id)) return false;
    this.#ids.add(item.id);
    this.#batch.push(item);
    if (this.#batch.length >= BATCH) await this.#flush();
    return true;
  }

  async commit(): Promise<void> {
    await this.#flush();
    // Two who fill the same collection end one after the other.
    await this.#client.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`parlor catalog ${this.#catalog}`]);
    await this.#client.query(
      "DELETE FROM parlor.catalog_items WHERE import = (SELECT import FROM parlor.catalogs WHERE name = $1)",
      [this.#catalog],
    );
    await this.#client.query(
      `INSERT INTO parlor.catalogs (name, import, size) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET import = excluded.import, size = excluded.size`,
      [this.#catalog, this.#import, this.count],
    );
    await this.#client.query("COMMIT");
  }

  async cancel(): Promise<void> {
    await this.#client.query("ROLLBACK");
  }

  async close(): Promise<void> {
    // With the connection goes what was not committed.
    this.#client.release(true);
    await this.#pool.end();
  }

  async #flush(): Promise<void> {
    const items = this.#batch;
    this.#batch = [];
    if (items.length === 0) return;
    const first = this.#ids.size - items.length;
    await this.#client.query(
      `INSERT INTO parlor.catalog_items (import, row, id, item)
       SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[])`,
      [
        this.#import,
        items.map((_, index) => first + index),
        // The one character that Postgres cannot hold; in JSON it is written otherwise.
        items.map(({ id }) => id.replaceAll("\u0000", "")),
        items.map((item) => JSON.stringify(item)),
      ],
    );
  }
}
