import type { Pool } from "pg";
import { pendingMigrations } from "../migrations.ts";
import { POSTGRES_MIGRATIONS } from "./migrations.ts";

/** Any number, as long as it stays the same: servers that start together wait here for each other. */
const LOCK = 4_827_116_301;

/** All that is missing in one transaction: a server that dies meanwhile leaves nothing half done. */
export async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    await client.query("CREATE SCHEMA IF NOT EXISTS parlor");
    await client.query("CREATE TABLE IF NOT EXISTS parlor.migrations (number int PRIMARY KEY, name text NOT NULL)");
    const { rows } = await client.query<{ done: number }>("SELECT count(*) AS done FROM parlor.migrations");
    const done = rows[0]?.done ?? 0;
    for (const [index, { name, sql }] of pendingMigrations(POSTGRES_MIGRATIONS, done).entries()) {
      await client.query(sql);
      await client.query("INSERT INTO parlor.migrations (number, name) VALUES ($1, $2)", [done + index + 1, name]);
    }
    await client.query("COMMIT");
    client.release();
  } catch (error) {
    // Closed instead of returned: with it goes the transaction.
    client.release(true);
    throw error;
  }
}
