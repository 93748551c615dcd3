import type { Database } from "bun:sqlite";
import type { Kind } from "@parlor/protocol";

/** What changes kinds. On the connection that writes. */
export class KindWriter {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  saveKind(kind: Kind): boolean {
    return (
      this.#db
        .query(
          `INSERT INTO kinds (name, version, document) VALUES (?, ?, ?)
           ON CONFLICT (name) DO UPDATE SET version = excluded.version, document = excluded.document
           WHERE kinds.version < excluded.version`,
        )
        .run(kind.name, kind.version, JSON.stringify(kind)).changes === 1
    );
  }
}

export class KindReader {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  savedKinds(): Kind[] {
    return this.#db
      .query<{ document: string }, []>("SELECT document FROM kinds ORDER BY name")
      .all()
      .map(({ document }) => JSON.parse(document) as Kind);
  }
}
