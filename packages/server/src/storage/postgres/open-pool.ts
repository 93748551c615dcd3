import { Pool, types } from "pg";

export interface PoolSettings {
  readonly url: string;
  readonly connections: number;
  readonly report: (error: Error) => void;
  /** A Postgres that says nothing for this long is given up. */
  readonly silenceMs: number;
  /** Who does nothing for this long in the middle of a transaction is thrown out, so that the others go on. */
  readonly holdMs?: number;
  /** By this others see who is connected. */
  readonly name?: string;
}

const BIGINT = 20;

/** A bounded number of connections that come and go as needed: when Postgres was away, the next call finds it again. */
export function openPool({
  url,
  connections,
  report,
  silenceMs,
  holdMs = silenceMs * 0.8,
  name = "parlor",
}: PoolSettings): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: name,
    max: connections,
    connectionTimeoutMillis: silenceMs,
    query_timeout: silenceMs,
    // Postgres gives up a little earlier: then it is known that nothing happened.
    statement_timeout: silenceMs * 0.8,
    idle_in_transaction_session_timeout: holdMs,
    keepAlive: true,
    // Seqs and times are far from what a number cannot hold.
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary"): ((value: string) => unknown) =>
        oid === BIGINT ? Number : (types.getTypeParser(oid, format) as (value: string) => unknown),
    },
  });
  // A connection that breaks while nobody uses it. One that is being closed may: Postgres can be faster.
  pool.on("error", (error) => pool.ending || report(error));
  // Whoever uses one hears of it as a rejection. From the beginning: it may break before they can listen.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
