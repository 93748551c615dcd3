/** A table as it is in both databases. Its rows are read in the order of `key`, so that one can go on after any of them. */
export interface MovedTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, "bigint" | "text" | "boolean">>;
  readonly key: readonly string[];
  /** Where SQLite names or orders them otherwise. */
  readonly inSqlite?: { readonly columns: string; readonly after: string; readonly order: string };
}

/** Everything that is kept, in an order in which nothing is there before what it belongs to. */
export const MOVED_TABLES: readonly MovedTable[] = [
  {
    name: "streams",
    columns: { id: "bigint", name: "text", epoch: "text", head: "bigint", messages: "bigint", last_at: "bigint" },
    key: ["id"],
  },
  {
    name: "events",
    columns: {
      stream: "bigint",
      seq: "bigint",
      print: "bigint",
      target: "bigint",
      actor: "text",
      key: "text",
      body: "text",
      now: "text",
    },
    key: ["stream", "seq"],
    inSqlite: {
      columns: "stream, id & 4294967295 AS seq, print, target, actor, key, body, now",
      after: "id > (CAST(?1 AS INTEGER) << 32) + CAST(?2 AS INTEGER)",
      order: "id",
    },
  },
  { name: "snapshots", columns: { stream: "bigint", seq: "bigint", state: "text" }, key: ["stream"] },
  { name: "deadlines", columns: { stream: "bigint", at: "bigint" }, key: ["stream"] },
  {
    name: "rooms",
    columns: {
      id: "text",
      stream: "bigint",
      kind: "text",
      title: "text",
      description: "text",
      created_at: "bigint",
      closed: "boolean",
      listed: "boolean",
      member_count: "bigint",
      queue: "text",
    },
    key: ["id"],
  },
  {
    name: "accounts",
    columns: {
      id: "text",
      username: "text",
      name: "text",
      avatar: "text",
      password: "text",
      created_at: "bigint",
      roles: "text",
      interests: "text",
    },
    key: ["id"],
  },
  {
    name: "identities",
    columns: { issuer: "text", subject: "text", account: "text" },
    key: ["issuer", "subject"],
  },
  {
    name: "sessions",
    columns: { hash: "text", account: "text", created_at: "bigint", expires_at: "bigint", role: "text" },
    key: ["hash"],
  },
  { name: "kinds", columns: { name: "text", version: "bigint", document: "text" }, key: ["name"] },
];

export type Cell = string | number | null;
/** One row, its cells in the order of the table's columns. */
export type MovedRow = readonly Cell[];
