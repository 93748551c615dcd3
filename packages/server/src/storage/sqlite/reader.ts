import type { Database } from "bun:sqlite";
import type { Due, DueSpan, FirstUse, Known, Listing, Range, Row, Standing, StoredStream, Summary } from "../store.ts";

interface SummaryRecord {
  room: string;
  kind: string;
  title: string;
  description: string;
  createdAt: number;
  closed: number;
  memberCount: number;
  messageCount: number;
  lastMessageAt: number | null;
  queue: string | null;
  head: number;
}

const SUMMARY = `
  SELECT rooms.id AS room, kind, title, description, created_at AS createdAt, closed, member_count AS memberCount,
    streams.messages AS messageCount, streams.last_at AS lastMessageAt, queue, streams.head AS head
  FROM rooms JOIN streams ON streams.id = rooms.stream`;

const ROW = "SELECT id & 4294967295 AS seq, coalesce(now, body) AS json FROM events";

/** Everything that only reads. Has its own connection, so that no page of history waits for a commit. */
export class Reader {
  readonly #db: Database;
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = {
      stream: db.prepare<{ id: number; epoch: string; head: number }, [string]>(
        "SELECT id, epoch, head FROM streams WHERE name = ?",
      ),
      snapshot: db.prepare<{ seq: number; json: string }, [number]>(
        "SELECT seq, state AS json FROM snapshots WHERE stream = ?",
      ),
      after: db.prepare<Row, [number, number, number, number]>(
        `${ROW} WHERE id > (?1 << 32) + ?2 AND id < (?1 << 32) + ?3 ORDER BY id LIMIT ?4`,
      ),
      before: db.prepare<Row, [number, number, number]>(
        `${ROW} WHERE id > (?1 << 32) AND id < (?1 << 32) + ?2 ORDER BY id DESC LIMIT ?3`,
      ),
      row: db.prepare<Row, [number, number]>(`${ROW} WHERE id = (? << 32) + ?`),
      firstUse: db.prepare<Row & { print: number | null }, [string, string, string]>(
        `SELECT events.id & 4294967295 AS seq, coalesce(now, body) AS json, print
         FROM events JOIN streams ON streams.id = events.stream WHERE key = ? AND actor = ? AND streams.name = ?`,
      ),
      streamOf: db.prepare<{ name: string }, [string]>("SELECT name FROM streams WHERE epoch = ?"),
      summaries: db.prepare<SummaryRecord, [string]>(`${SUMMARY} WHERE rooms.id IN (SELECT value FROM json_each(?))`),
      openRooms: db.prepare<{ id: string }, [string, number]>(
        "SELECT id FROM rooms WHERE kind = ? AND closed = 0 ORDER BY created_at DESC LIMIT ?",
      ),
      // Of all names, those that begin with "queue:".
      queues: db.prepare<{ id: string }, [number]>(
        "SELECT substr(name, 7) AS id FROM streams WHERE name >= 'queue:' AND name < 'queue;' ORDER BY name LIMIT ?",
      ),
      ahead: db.prepare<Standing, [string]>(
        `SELECT name AS stream, epoch, streams.head AS head FROM json_each(?) AS known
         JOIN streams ON name = known.value ->> 'stream' WHERE streams.head > known.value ->> 'head'`,
      ),
      any: db.prepare<{ id: number }, []>("SELECT id FROM streams LIMIT 1"),
      due: db.prepare<Due, [number, number, number, string, number]>(
        "SELECT streams.name AS stream, at FROM deadlines JOIN streams ON streams.id = deadlines.stream " +
          "WHERE at >= ? AND at < ? AND (at, deadlines.stream) > (?, ifnull((SELECT id FROM streams WHERE name = ?), -1)) " +
          "ORDER BY at, deadlines.stream LIMIT ?",
      ),
      listed: db.prepare<SummaryRecord, [string, string, number]>(
        `${SUMMARY} WHERE listed = 1 AND closed = 0 AND rooms.id > ? AND (title || ' ' || rooms.id || ' ' || description) LIKE ? ESCAPE '\\' ORDER BY rooms.id LIMIT ?`,
      ),
    };
  }

  /** SQLite lets go of its files only after the last statement. */
  close(): void {
    for (const statement of Object.values(this.#statements)) statement.finalize();
    this.#db.close(true);
  }

  load(name: string, recent: number): StoredStream | undefined {
    // One transaction: head, snapshot and rows are of the same moment.
    return this.#db.transaction(() => {
      const stream = this.#statements.stream.get(name);
      if (!stream) return undefined;

      const snapshot = this.#statements.snapshot.get(stream.id) ?? undefined;
      const from = Math.min(snapshot?.seq ?? 0, Math.max(0, stream.head - recent));
      const rows = this.#statements.after.all(stream.id, from, stream.head + 1, stream.head - from);
      return { epoch: stream.epoch, head: stream.head, snapshot, rows };
    })();
  }

  read(name: string, { after, before, limit }: Range): readonly Row[] {
    const stream = this.#statements.stream.get(name);
    if (!stream) return [];
    // Beyond the head lie the ids of the next stream.
    const end = Math.min(before ?? Number.POSITIVE_INFINITY, stream.head + 1);
    if (after !== undefined) return this.#statements.after.all(stream.id, Math.min(after, stream.head), end, limit);
    return this.#statements.before.all(stream.id, end, limit).toReversed();
  }

  row(name: string, seq: number): Row | undefined {
    const stream = this.#statements.stream.get(name);
    return (stream && seq <= stream.head ? this.#statements.row.get(stream.id, seq) : undefined) ?? undefined;
  }

  firstUse(name: string, actor: string, key: string): FirstUse | undefined {
    const first = this.#statements.firstUse.get(key, actor, name);
    return first ? { row: { seq: first.seq, json: first.json }, print: first.print ?? undefined } : undefined;
  }

  ahead(known: readonly Known[]): readonly Standing[] {
    return this.#statements.ahead.all(JSON.stringify(known));
  }

  streamOf(epoch: string): string | undefined {
    return this.#statements.streamOf.get(epoch)?.name;
  }

  summaries(rooms: readonly string[]): readonly Summary[] {
    return this.#statements.summaries.all(JSON.stringify(rooms)).map(summary);
  }

  isEmpty(): boolean {
    return this.#statements.any.get() === null;
  }

  openRooms(kind: string, limit: number): readonly string[] {
    return this.#statements.openRooms.all(kind, limit).map(({ id }) => id);
  }

  queues(limit: number): readonly string[] {
    return this.#statements.queues.all(limit).map(({ id }) => id);
  }

  due({ from, before, limit, after }: DueSpan): readonly Due[] {
    return this.#statements.due.all(from, before, after?.at ?? from, after?.stream ?? "", limit);
  }

  listed({ search, after, limit }: Listing): readonly Summary[] {
    const pattern = `%${(search ?? "").replaceAll(/[\\%_]/g, "\\$&")}%`;
    return this.#statements.listed.all(after ?? "", pattern, limit).map(summary);
  }
}

function summary({ closed, lastMessageAt, queue, ...record }: SummaryRecord): Summary {
  return {
    ...record,
    closed: closed === 1,
    ...(lastMessageAt !== null && { lastMessageAt }),
    ...(queue !== null && { queue }),
  };
}
