import type { Database } from "bun:sqlite";
import { roomStream } from "@parlor/protocol";
import { join } from "node:path";
import type { ConversationLogs, LoggedRow } from "../conversation-logs.ts";
import { openForReading } from "./open-database.ts";
import { DATABASE_FILE } from "./sqlite-store.ts";

/** A connection of its own that only reads: the server's are not touched. */
export class SqliteLogs implements ConversationLogs {
  readonly #db: Database;

  constructor(folder: string) {
    this.#db = openForReading(join(folder, DATABASE_FILE));
  }

  roomsOf(name: string): Promise<readonly string[]> {
    const rooms = this.#db
      .query<{ id: string }, [string]>(
        `SELECT id FROM rooms WHERE id = ?1
         UNION ALL SELECT id FROM (SELECT id FROM rooms WHERE kind = ?1 AND NOT EXISTS (SELECT 1 FROM rooms WHERE id = ?1)
           ORDER BY created_at, id)`,
      )
      .all(name);
    return Promise.resolve(rooms.map(({ id }) => id));
  }

  after(room: string, seq: number, limit: number): Promise<readonly LoggedRow[]> {
    const rows = this.#db
      .query<LoggedRow, [string, number, number]>(
        `SELECT events.id & 4294967295 AS seq, coalesce(now, body) AS now, body AS first FROM events, streams
         WHERE streams.name = ?1 AND events.id > (streams.id << 32) + ?2 AND events.id <= (streams.id << 32) + streams.head
         ORDER BY events.id LIMIT ?3`,
      )
      .all(roomStream(room), seq, limit);
    return Promise.resolve(rows);
  }

  close(): Promise<void> {
    this.#db.close();
    return Promise.resolve();
  }
}
