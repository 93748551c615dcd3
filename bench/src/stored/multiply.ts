import { Database } from "bun:sqlite";
import type { RoomPlan } from "./rooms.ts";
import { templateOf, type Fill } from "./template.ts";

/** The rest of the state is read from a snapshot this far back, as in a log that has grown by itself. */
const SNAPSHOT_BEHIND = 50;

/** A row's id is its stream and its seq in one number. */
const SEQ = "id & 4294967295";
/** Above every key that the first messages have. */
const KEYS_FROM = 0x20000000;

/** A room with its first message, as the server told it. */
export interface Seedling {
  /** The name of the room's stream. */
  readonly stream: string;
  readonly epoch: string;
  readonly head: number;
  readonly state: Readonly<Record<string, unknown>>;
}

interface Newest {
  readonly stream: number;
  readonly seq: number;
  readonly actor: string;
  readonly print: number | null;
  readonly body: string;
}

/** Copies the last message of each room until the room holds as many as it should. Hundreds of thousands of rows a second. */
export function multiply(file: string, seedlings: readonly Seedling[], rooms: readonly RoomPlan[]): void {
  const db = new Database(file, { strict: true });
  // A fill that is cut short is thrown away, so nothing has to survive it.
  db.run("PRAGMA journal_mode = OFF");
  db.run("PRAGMA synchronous = OFF");
  db.run("PRAGMA cache_size = -262144");
  // Rows are put in again in their order, so that the tree only ever grows at its right edge: many times faster.
  db.run("CREATE TEMP TABLE seeds AS SELECT * FROM events");
  db.run("DELETE FROM events");
  const wanted = new Map(seedlings.map((seedling, n) => [seedling.stream, { seedling, messages: rooms[n]!.messages }]));
  const growth = new Growth(db);
  for (const { id, name } of db
    .query<{ id: number; name: string }, []>("SELECT id, name FROM streams ORDER BY id")
    .all()) {
    db.run("INSERT INTO events SELECT * FROM seeds WHERE stream = ? ORDER BY id", [id]);
    const grown = wanted.get(name);
    if (grown) growth.grow(grown.seedling, grown.messages);
  }
  db.run("PRAGMA journal_mode = WAL");
  db.close();
}

class Growth {
  readonly #db: Database;
  #copies = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  grow({ stream, state }: Seedling, messages: number): void {
    const newest = this.#db
      .query<Newest, [string]>(
        `SELECT stream, ${SEQ} AS seq, actor, print, body FROM events
         WHERE stream = (SELECT id FROM streams WHERE name = ?) ORDER BY id DESC LIMIT 1`,
      )
      .get(stream);
    if (!newest) throw new Error(`${stream} is empty`);

    const head = newest.seq + messages - 1;
    if (messages > 1) this.#copy(newest, head);
    this.#db.run("UPDATE streams SET head = ?, messages = ? WHERE id = ?", [head, messages, newest.stream]);
    const folded = { ...state, messageCount: messages - SNAPSHOT_BEHIND };
    this.#db.run("INSERT OR REPLACE INTO snapshots (stream, seq, state) VALUES (?, ?, ?)", [
      newest.stream,
      head - SNAPSHOT_BEHIND,
      JSON.stringify(folded),
    ]);
  }

  /** Keys grow with the rows, as UUIDv7 do, so that the index is built from left to right. */
  #copy({ stream, seq, actor, print, body }: Newest, head: number): void {
    const { pieces, fills } = templateOf(body);
    const key = `printf('%08x-0000-7000-8000-%012x', ${KEYS_FROM + this.#copies} + n, ${stream})`;
    const values: Record<Fill, string> = { seq: `(${seq} + n)`, key, no: "(1 + n)" };
    const json = pieces.map((_, at) => (at === 0 ? `?` : `${values[fills[at - 1]!]} || ?`)).join(" || ");
    this.#db.run(
      `WITH RECURSIVE copies (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < ${head - seq})
       INSERT INTO events (id, stream, actor, key, print, body)
       SELECT (${stream} << 32) + ${values.seq}, ${stream}, ?, ${key}, ?, ${json} FROM copies`,
      [actor, print, ...pieces],
    );
    this.#copies += head - seq;
  }
}
