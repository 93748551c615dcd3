import type { Pool } from "pg";
import { migrate } from "../../storage/postgres/migrate.ts";
import { openPool } from "../../storage/postgres/open-pool.ts";
import type { StreamSum } from "./folder-source.ts";
import { MOVED_TABLES, type Cell, type MovedRow, type MovedTable } from "./moved-tables.ts";
import { type Sum, sumInPostgres } from "./row-sum.ts";

/** The largest stream is summed in one question. */
const SILENCE_MS = 600_000;
/** Any number, as long as it stays the same: two who move to one database would get in each other's way. */
const LOCK = 4_827_116_302;

const NOT_EMPTY = "This database is not empty. Take an empty one: what is in it is neither mixed nor replaced.";

/** The Postgres that data is moved to. */
export class PostgresTarget {
  readonly #pool: Pool;

  private constructor(pool: Pool) {
    this.#pool = pool;
  }

  static async open(url: string): Promise<PostgresTarget> {
    // Whoever uses a connection that breaks hears of it.
    const report = () => undefined;
    const pool = openPool({ url, connections: 1, report, silenceMs: SILENCE_MS, name: "parlor migrate-store" });
    try {
      await migrate(pool);
    } catch (error) {
      await pool.end();
      throw error;
    }
    return new PostgresTarget(pool);
  }

  /** Why nothing may be moved here, as a sentence. */
  async refusal(move: string | undefined): Promise<string | undefined> {
    const [{ free } = { free: false }] = await this.#ask<{ free: boolean }>(
      `SELECT pg_try_advisory_lock(${LOCK}) AS free`,
    );
    if (!free) return "Somebody else is moving data into this database. Wait until that has finished.";
    const [{ encoding } = { encoding: "" }] = await this.#ask<{ encoding: string }>(
      "SELECT current_setting('server_encoding') AS encoding",
    );
    if (encoding !== "UTF8") return `This database holds its texts in ${encoding}. Take one with the encoding UTF8.`;
    const servers = await this.#ask(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'parlor' LIMIT 1",
    );
    if (servers.length > 0) return "A Parlor server is using this database. Stop it until everything has been moved.";
    if ((await this.#ask("SELECT id FROM parlor.moves WHERE id = $1", [move ?? ""])).length > 0) return undefined;
    for (const { name } of MOVED_TABLES) {
      if ((await this.#ask(`SELECT true FROM parlor.${name} LIMIT 1`)).length > 0) {
        return NOT_EMPTY;
      }
    }
    const collections = await this.#ask("SELECT true FROM parlor.catalogs LIMIT 1");
    return collections.length > 0 ? NOT_EMPTY : undefined;
  }

  async begin(move: string): Promise<void> {
    await this.#ask("INSERT INTO parlor.moves (id) VALUES ($1) ON CONFLICT DO NOTHING", [move]);
  }

  async isDone(move: string): Promise<boolean> {
    return (await this.#ask("SELECT id FROM parlor.moves WHERE id = $1 AND done", [move])).length > 0;
  }

  /** From now on servers may start here. */
  async finish(move: string): Promise<void> {
    await this.#ask("SELECT setval(pg_get_serial_sequence('parlor.streams', 'id'), max(id)) FROM parlor.streams");
    await this.#ask("ANALYZE parlor.streams, parlor.events, parlor.rooms, parlor.accounts, parlor.sessions");
    await this.#ask("UPDATE parlor.moves SET done = true WHERE id = $1", [move]);
  }

  async count({ name }: MovedTable): Promise<number> {
    return (await this.#ask<{ rows: number }>(`SELECT count(*) AS rows FROM parlor.${name}`))[0]?.rows ?? 0;
  }

  /** The key of the last row that is here: batches come in order, and each comes whole or not at all. */
  async lastKey({ name, key }: MovedTable): Promise<MovedRow | undefined> {
    const order = key.map((column) => `${column} DESC`).join(", ");
    const [last] = await this.#ask<Record<string, Cell>>(
      `SELECT ${key.join(", ")} FROM parlor.${name} ORDER BY ${order} LIMIT 1`,
    );
    return last && key.map((column) => last[column] ?? null);
  }

  async insert({ name, columns }: MovedTable, rows: readonly MovedRow[]): Promise<void> {
    const types = Object.values(columns);
    const cells = types.map((type, at) => rows.map((row) => (type === "boolean" ? row[at] === 1 : (row[at] ?? null))));
    const arrays = types.map((type, at) => `$${at + 1}::${type}[]`).join(", ");
    await this.#ask(
      `INSERT INTO parlor.${name} (${Object.keys(columns).join(", ")}) OVERRIDING SYSTEM VALUE SELECT * FROM unnest(${arrays})`,
      cells,
    );
  }

  async keepSecret(secret: string): Promise<void> {
    await this.#ask(
      "INSERT INTO parlor.secrets (name, secret) VALUES ('own', $1) ON CONFLICT (name) DO UPDATE SET secret = excluded.secret",
      [secret],
    );
  }

  async secret(): Promise<string | undefined> {
    return (await this.#ask<{ secret: string }>("SELECT secret FROM parlor.secrets WHERE name = 'own'"))[0]?.secret;
  }

  async sum(table: MovedTable): Promise<Sum> {
    const [sum] = await this.#ask<Sum>(`SELECT ${sumInPostgres(table)} FROM parlor.${table.name}`);
    return sum ?? { rows: 0, print: "0" };
  }

  streamSums(events: MovedTable, after: number, last: number): Promise<StreamSum[]> {
    return this.#ask<StreamSum>(
      `SELECT stream, max(seq) AS head, ${sumInPostgres(events)} FROM parlor.events
       WHERE stream > $1 AND stream <= $2 GROUP BY stream ORDER BY stream`,
      [after, last],
    );
  }

  /** Of the items of a collection; nothing where there is none. */
  async catalogSum(name: string): Promise<Sum | undefined> {
    const [known] = await this.#ask<{ import: string }>("SELECT import FROM parlor.catalogs WHERE name = $1", [name]);
    if (!known) return undefined;
    const items = `SELECT ${sumInPostgres({ columns: { item: "text" } })} FROM parlor.catalog_items WHERE import = $1`;
    return (await this.#ask<Sum>(items, [known.import]))[0];
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #ask<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(text, [...values])).rows;
  }
}
