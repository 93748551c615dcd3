import type { Database } from "bun:sqlite";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lockData } from "../../storage/sqlite/data-lock.ts";
import { openForReading, openForWriting } from "../../storage/sqlite/open-database.ts";
import { DATABASE_FILE } from "../../storage/sqlite/sqlite-store.ts";
import type { Cell, MovedRow, MovedTable } from "./moved-tables.ts";
import { RowSum, type Sum } from "./row-sum.ts";

/** What is sent at once. */
const BATCH_ROWS = 1_000;
const BATCH_CHARS = 2_000_000;

export interface StreamSum extends Sum {
  readonly stream: number;
  readonly head: number;
}

/** A data folder that no server uses: it is locked for as long as this is open. */
export class FolderSource {
  readonly #db: Database;
  readonly #lock: { release(): void };
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#lock = lockData(join(folder, "parlor.lock"));
    // Once for writing: what an older Parlor left is brought to the shape that Postgres has.
    openForWriting(join(folder, DATABASE_FILE)).close();
    this.#db = openForReading(join(folder, DATABASE_FILE));
  }

  get secret(): string | undefined {
    const file = join(this.#folder, "secret");
    return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
  }

  get lastStream(): number {
    return this.#db.query<{ last: number | null }, []>("SELECT max(id) AS last FROM streams").get()?.last ?? 0;
  }

  count({ name }: MovedTable): number {
    return this.#db.query<{ rows: number }, []>(`SELECT count(*) AS rows FROM ${name}`).get()?.rows ?? 0;
  }

  *batches(table: MovedTable, after: MovedRow | undefined): Generator<MovedRow[]> {
    let batch: MovedRow[] = [];
    let chars = 0;
    for (const row of this.#rows(table, after)) {
      batch.push(row);
      for (const cell of row) chars += typeof cell === "string" ? cell.length : 8;
      if (batch.length < BATCH_ROWS && chars < BATCH_CHARS) continue;
      yield batch;
      [batch, chars] = [[], 0];
    }
    if (batch.length > 0) yield batch;
  }

  sum(table: MovedTable): Sum {
    const sum = new RowSum();
    for (const row of this.#rows(table, undefined)) sum.add(row);
    return sum.sum;
  }

  /** Of the events of each stream from the one after `after` to `last`. */
  streamSums(events: MovedTable, after: number, last: number): StreamSum[] {
    const sums: StreamSum[] = [];
    let open: { readonly stream: number; head: number; readonly sum: RowSum } | undefined;
    const close = () => {
      if (open) sums.push({ stream: open.stream, head: open.head, ...open.sum.sum });
    };
    for (const row of this.#rows(events, [after, 2 ** 32 - 1])) {
      const [stream, seq] = [Number(row[0]), Number(row[1])];
      if (stream > last) break;
      if (open?.stream !== stream) {
        close();
        open = { stream, head: 0, sum: new RowSum() };
      }
      open.sum.add(row);
      open.head = seq;
    }
    close();
    return sums;
  }

  close(): void {
    this.#db.close();
    this.#lock.release();
  }

  *#rows({ name, columns, key, inSqlite }: MovedTable, after: MovedRow | undefined): Generator<MovedRow> {
    const names = Object.keys(columns);
    const places = key.map((_, index) => `?${index + 1}`).join(", ");
    const beyond = inSqlite?.after ?? `(${key.join(", ")}) > (${places})`;
    const rows = this.#db
      .query<Record<string, Cell>, Cell[]>(
        `SELECT ${inSqlite?.columns ?? names.join(", ")} FROM ${name}
         ${after ? `WHERE ${beyond}` : ""} ORDER BY ${inSqlite?.order ?? key.join(", ")}`,
      )
      .iterate(...(after ?? []));
    for (const row of rows) yield names.map((column) => row[column] ?? null);
  }
}
