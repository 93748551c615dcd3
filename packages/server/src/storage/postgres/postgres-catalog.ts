import type { CatalogItem } from "@parlor/protocol";
import type { Pool } from "pg";
import type { Log } from "../../log.ts";
import type { Catalog, CatalogQuery, Found } from "../catalog.ts";
import type { CatalogCopies } from "../catalog-copies.ts";
import { openPool } from "./open-pool.ts";

export interface PostgresCatalogSettings {
  readonly url: string;
  readonly copies: CatalogCopies;
  readonly report: (error: Error) => void;
  readonly log: Log;
  /** How long a search waits for the newest import, before it takes the one before or gives up. */
  readonly patienceMs?: number;
}

interface Import {
  readonly catalog: string;
  readonly import: string;
  readonly size: number;
}

const CONNECTIONS = 2;
const SILENCE_MS = 10_000;
const PAGE = 1_000;
const LOOK_MS = 5_000;
const NOTHING: Found = { total: 0, items: [] };

/**
 * Collections that several servers share. They lie in Postgres, and each server searches in a copy of its own: so all
 * find the same in the same order, as one server alone does, and no search costs Postgres more than one row.
 */
export class PostgresCatalog implements Catalog {
  readonly #pool: Pool;
  readonly #copies: CatalogCopies;
  readonly #log: Log;
  readonly #patienceMs: number;
  readonly #making = new Map<string, Promise<void>>();
  /** Which import a collection is searched in, and which one before that: somebody may still be looking. */
  readonly #used = new Map<string, readonly string[]>();
  readonly #looking: Timer;
  #look: Promise<void> = Promise.resolve();
  #isLeaving = false;

  constructor({ url, copies, report, log, patienceMs = 5_000 }: PostgresCatalogSettings) {
    this.#copies = copies;
    this.#log = log;
    this.#patienceMs = patienceMs;
    this.#pool = openPool({ url, connections: CONNECTIONS, report, silenceMs: SILENCE_MS });
    const look = () => {
      this.#look = this.#makeAll().catch((error: unknown) => {
        // The next look finds the import that took its place, and the next start what was left.
        if (error instanceof ImportReplaced || error instanceof Leaving) return;
        report(error instanceof Error ? error : new Error(String(error)));
      });
    };
    look();
    this.#looking = setInterval(look, LOOK_MS);
  }

  async find(query: CatalogQuery): Promise<Found | undefined> {
    for (;;) {
      const [newest] = await this.#imports("WHERE name = $1", [query.catalog]);
      if (!newest) return NOTHING;
      try {
        const copy = await this.#copyOf(newest);
        return copy === undefined ? undefined : await this.#copies.find({ ...query, catalog: copy });
      } catch (error) {
        if (!(error instanceof ImportReplaced)) throw error;
      }
    }
  }

  async item(catalog: string, id: string): Promise<CatalogItem | undefined> {
    const { rows } = await this.#pool.query<{ item: string }>(
      `SELECT item FROM parlor.catalogs JOIN parlor.catalog_items USING (import) WHERE name = $1 AND id = $2`,
      [catalog, id],
    );
    return rows[0] && (JSON.parse(rows[0].item) as CatalogItem);
  }

  /** A copy under way is given up: copying goes on when this server is back. */
  async close(): Promise<void> {
    this.#isLeaving = true;
    clearInterval(this.#looking);
    await Promise.allSettled([this.#look, ...this.#making.values()]);
    await this.#copies.close();
    await this.#pool.end();
  }

  async #makeAll(): Promise<void> {
    for (const one of await this.#imports("ORDER BY name", [])) await this.#made(one);
    await this.#copies.keep([...[...this.#used.values()].flat(), ...this.#making.keys()]);
  }

  async #copyOf(newest: Import): Promise<string | undefined> {
    const made = this.#made(newest).then(() => newest.import);
    const [older] = this.#used.get(newest.catalog) ?? [];
    if (older === newest.import) return made;
    return Promise.race([made, Bun.sleep(this.#patienceMs).then(() => older)]);
  }

  #made(newest: Import): Promise<void> {
    if (this.#isLeaving) return Promise.reject(new Leaving());
    const known = this.#making.get(newest.import);
    if (known) return known;
    const making = this.#make(newest).finally(() => this.#making.delete(newest.import));
    this.#making.set(newest.import, making);
    return making;
  }

  async #make(newest: Import): Promise<void> {
    if (!this.#copies.has(newest.import)) await this.#copy(newest);
    const [used] = this.#used.get(newest.catalog) ?? [];
    if (used === newest.import) return;
    this.#used.set(newest.catalog, used === undefined ? [newest.import] : [newest.import, used]);
  }

  async #copy(newest: Import): Promise<void> {
    const { catalog, import: copy, size } = newest;
    this.#log("info", "a collection is being copied for searching", { catalog, items: size });
    const begun = performance.now();
    await this.#copies.make(copy, this.#itemsOf(newest));
    const seconds = Math.ceil((performance.now() - begun) / 1_000);
    this.#log("info", "a collection is copied", { catalog, items: size, seconds });
  }

  async *#itemsOf({ import: name, size }: Import): AsyncGenerator<CatalogItem[]> {
    let read = 0;
    for (;;) {
      const { rows } = await this.#pool.query<{ item: string }>(
        "SELECT item FROM parlor.catalog_items WHERE import = $1 AND row >= $2 AND row < $3 ORDER BY row",
        [name, read, read + PAGE],
      );
      if (this.#isLeaving) throw new Leaving();
      if (rows.length === 0) break;
      read += rows.length;
      yield rows.map(({ item }) => JSON.parse(item) as CatalogItem);
    }
    if (read < size) throw new ImportReplaced();
  }

  async #imports(which: string, values: readonly string[]): Promise<Import[]> {
    const { rows } = await this.#pool.query<Import>(
      `SELECT name AS catalog, import, size FROM parlor.catalogs ${which}`,
      [...values],
    );
    return rows;
  }
}

/** This server ends, and waits for no copy. */
class Leaving extends Error {}

/** Another import took its place while it was copied. */
class ImportReplaced extends Error {}
