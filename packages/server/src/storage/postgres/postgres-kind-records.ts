import type { Kind } from "@parlor/protocol";
import type { Pool } from "pg";
import type { KindRecords } from "../kind-records.ts";
import type { Patience } from "./patience.ts";

/** Kinds in the same database as everything else. */
export class PostgresKindRecords implements KindRecords {
  readonly #pool: Pool;
  readonly #patience: Patience;

  constructor(pool: Pool, patience: Patience) {
    this.#pool = pool;
    this.#patience = patience;
  }

  async save(kind: Kind): Promise<boolean> {
    const document = JSON.stringify(kind);
    let tries = 0;
    return this.#patience.repeat(async () => {
      tries++;
      const { rowCount } = await this.#pool.query(
        `INSERT INTO parlor.kinds (name, version, document) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET version = excluded.version, document = excluded.document
         WHERE kinds.version < excluded.version`,
        [kind.name, kind.version, document],
      );
      // What is in the way may be this one itself: stored, and the answer lost.
      return rowCount === 1 || (tries > 1 && (await this.#isThere(kind.name, document)));
    });
  }

  async all(): Promise<readonly Kind[]> {
    const text = "SELECT document FROM parlor.kinds ORDER BY name";
    const { rows } = await this.#patience.repeat(() => this.#pool.query<{ document: string }>(text));
    return rows.map(({ document }) => JSON.parse(document) as Kind);
  }

  async #isThere(name: string, document: string): Promise<boolean> {
    const text = "SELECT FROM parlor.kinds WHERE name = $1 AND document = $2";
    return (await this.#pool.query(text, [name, document])).rows.length === 1;
  }
}
