import { roomStream } from "@parlor/protocol";
import type { Pool } from "pg";
import type { ConversationLogs, LoggedRow } from "../conversation-logs.ts";
import { openPool } from "./open-pool.ts";

const SILENCE_MS = 30_000;

export class PostgresLogs implements ConversationLogs {
  readonly #pool: Pool;

  constructor(url: string) {
    // A connection that breaks is told to whoever uses it next.
    this.#pool = openPool({ url, connections: 1, report: () => undefined, silenceMs: SILENCE_MS });
  }

  async roomsOf(name: string): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ id: string }>(
      `SELECT id FROM parlor.rooms
       WHERE id = $1 OR (kind = $1 AND NOT EXISTS (SELECT 1 FROM parlor.rooms WHERE id = $1)) ORDER BY created_at, id`,
      [name],
    );
    return rows.map(({ id }) => id);
  }

  async after(room: string, seq: number, limit: number): Promise<readonly LoggedRow[]> {
    const { rows } = await this.#pool.query<LoggedRow>(
      `SELECT seq, coalesce(now, body) AS now, body AS first FROM parlor.events
       WHERE stream = (SELECT id FROM parlor.streams WHERE name = $1) AND seq > $2 ORDER BY seq LIMIT $3`,
      [roomStream(room), seq, limit],
    );
    return rows;
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}
