import { Pool, types } from "pg";

export interface PoolSettings {
  readonly url: string;
  readonly connections: number;
  readonly report: (error: Error) => void;
  /** A Postgres that says nothing for this long is given up. */
  readonly silenceMs: number;
  /** By this others see who is connected. */
  readonly name?: string;
}

const BIGINT = 20;

/** A bounded number of connections that come and go as needed: when Postgres was away, the next call finds it again. */
export function openPool({ url, connections, report, silenceMs, name = "parlor" }: PoolSettings): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: name,
    max: connections,
    connectionTimeoutMillis: silenceMs,
    query_timeout: silenceMs,
    // Postgres gives up a little earlier: then it is known that nothing happened.
    statement_timeout: silenceMs * 0.8,
    // Who stops in the middle of a transaction must not hold up the others.
    idle_in_transaction_session_timeout: silenceMs * 0.8,
    keepAlive: true,
    // Seqs and times are far from what a number cannot hold.
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary"): ((value: string) => unknown) =>
        oid === BIGINT ? Number : (types.getTypeParser(oid, format) as (value: string) => unknown),
    },
  });
  // A connection that breaks while nobody uses it. Whoever uses one hears of it as a rejection.
  pool.on("error", report);
  return pool;
}
