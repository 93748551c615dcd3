import type { Database } from "bun:sqlite";
import type { Append, AppendResult, Group } from "../store.ts";

/** Where a stream stands, as this transaction sees it. */
interface Standing {
  readonly id: number;
  readonly epoch: string;
  head: number;
  count: { messages: number; lastAt: number } | undefined;
}

const MAX_STANDINGS = 20_000;

/** Appends to the log. The only writer of the file, so it may remember where streams stand. */
export class Writer {
  readonly #db: Database;
  readonly #standings = new Map<string, Standing>();
  readonly #statements;

  constructor(db: Database) {
    this.#db = db;
    this.#statements = {
      begin: db.prepare("BEGIN IMMEDIATE"),
      commit: db.prepare("COMMIT"),
      rollback: db.prepare("ROLLBACK"),
      stream: db.prepare<{ id: number; epoch: string; head: number }, [string]>(
        "SELECT id, epoch, head FROM streams WHERE name = ?",
      ),
      createStream: db.prepare<{ id: number }, [string, string]>(
        "INSERT INTO streams (name, epoch, head) VALUES (?, ?, 0) RETURNING id",
      ),
      advance: db.prepare(
        "UPDATE streams SET head = ?, messages = coalesce(?, messages), last_at = coalesce(?, last_at) WHERE id = ?",
      ),
      insert: db.prepare(
        "INSERT INTO events (id, stream, actor, key, print, target, body) VALUES ((?1 << 32) + ?2, ?1, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (key, actor, stream) WHERE key IS NOT NULL DO NOTHING",
      ),
      first: db.prepare<{ seq: number; json: string; print: number | null }, [string, string, number]>(
        "SELECT id & 4294967295 AS seq, coalesce(now, body) AS json, print FROM events WHERE key = ? AND actor = ? AND stream = ?",
      ),
      revise: db.prepare("UPDATE events SET now = ? WHERE id = (? << 32) + ?"),
      redact: db.prepare(
        "UPDATE events SET now = json_remove(body, '$.data.text') WHERE stream = ? AND target = ? AND json_extract(body, '$.type') = 'message_edited'",
      ),
      snapshot: db.prepare(
        "INSERT INTO snapshots (stream, seq, state) VALUES (?, ?, ?) ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, state = excluded.state",
      ),
      deadline: db.prepare(
        "INSERT INTO deadlines (stream, at) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET at = excluded.at",
      ),
      noDeadline: db.prepare("DELETE FROM deadlines WHERE stream = ?"),
      summary: db.prepare(
        `INSERT INTO rooms (id, stream, kind, title, description, created_at, closed, listed, member_count, queue)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, description = excluded.description,
           closed = excluded.closed, listed = excluded.listed, member_count = excluded.member_count`,
      ),
    };
  }

  append(groups: readonly Group[]): readonly AppendResult[] {
    const touched = new Set<Standing>();
    const based = new Map<string, boolean>();
    this.#statements.begin.run();
    try {
      const results = groups.map((group) => this.#appendGroup(group, touched, based));
      for (const { id, head, count } of touched) {
        this.#statements.advance.run(head, count?.messages ?? null, count?.lastAt ?? null, id);
      }
      this.#statements.commit.run();
      for (const standing of touched) standing.count = undefined;
      this.#forgetOldStandings();
      return results;
    } catch (error) {
      // What is remembered may be of the transaction that did not happen.
      this.#standings.clear();
      if (this.#db.inTransaction) this.#statements.rollback.run();
      throw error;
    }
  }

  /** SQLite lets go of its files only after the last statement. */
  close(): void {
    for (const statement of Object.values(this.#statements)) statement.finalize();
    this.#db.close(true);
  }

  #appendGroup(group: Group, touched: Set<Standing>, based: Map<string, boolean>): AppendResult {
    let holds = true;
    for (const append of group) holds = this.#holds(append, based) && holds;
    if (!holds) return this.#repetition(group) ?? { status: "moved" };

    for (const append of group) {
      const standing = this.#standings.get(append.stream) ?? this.#create(append);
      for (const { seq, actor, key, print, target, json } of append.events) {
        const { changes } = this.#statements.insert.run(
          standing.id,
          seq,
          actor,
          key ?? null,
          print ?? null,
          target ?? null,
          json,
        );
        // Only the first event of a group carries a key, so nothing of the group is stored yet.
        if (changes === 0 && key !== undefined) return this.#firstUse(standing.id, actor, key) ?? { status: "moved" };
      }
      this.#writeAround(append, standing.id);
      standing.head += append.events.length;
      standing.count = append.count ?? standing.count;
      touched.add(standing);
    }
    return { status: "stored" };
  }

  /** Where the first decision of a call about a stream does not hold, none does: the later ones stand on it. */
  #holds({ stream, epoch, expectedHead }: Append, based: Map<string, boolean>): boolean {
    const standing = this.#standings.get(stream) ?? this.#load(stream);
    const isThere = standing ? standing.head === expectedHead && standing.epoch === epoch : expectedHead === 0;
    if (based.has(stream)) return isThere && based.get(stream) === true;
    based.set(stream, isThere);
    return isThere;
  }

  #writeAround({ revisions, redactions, snapshot, summary, deadline }: Append, stream: number): void {
    for (const { seq, json } of revisions) this.#statements.revise.run(json, stream, seq);
    for (const target of redactions) this.#statements.redact.run(stream, target);
    if (snapshot) this.#statements.snapshot.run(stream, snapshot.seq, snapshot.json);
    if (deadline === null) this.#statements.noDeadline.run(stream);
    else if (deadline !== undefined) this.#statements.deadline.run(stream, deadline);
    if (summary) {
      const { room, kind, title, description, createdAt, closed, listed, memberCount, queue } = summary;
      this.#statements.summary.run(
        room,
        stream,
        kind,
        title,
        description,
        createdAt,
        Number(closed),
        Number(listed),
        memberCount,
        queue ?? null,
      );
    }
  }

  /** Of a command that was decided too early: whether it is one that was carried out long ago. */
  #repetition([home]: Group): AppendResult | undefined {
    const [event] = home?.events ?? [];
    const standing = home && (this.#standings.get(home.stream) ?? this.#load(home.stream));
    return standing && event?.key !== undefined ? this.#firstUse(standing.id, event.actor, event.key) : undefined;
  }

  #firstUse(stream: number, actor: string, key: string): AppendResult | undefined {
    const first = this.#statements.first.get(key, actor, stream);
    return first
      ? { status: "repeated", row: { seq: first.seq, json: first.json }, print: first.print ?? undefined }
      : undefined;
  }

  #load(stream: string): Standing | undefined {
    const found = this.#statements.stream.get(stream);
    return found ? this.#remember(stream, { ...found, count: undefined }) : undefined;
  }

  #create({ stream, epoch }: Append): Standing {
    const created = this.#statements.createStream.get(stream, epoch);
    if (!created) throw new Error(`stream ${stream} could not be created`);
    return this.#remember(stream, { id: created.id, epoch, head: 0, count: undefined });
  }

  #remember(stream: string, standing: Standing): Standing {
    this.#standings.set(stream, standing);
    return standing;
  }

  #forgetOldStandings(): void {
    if (this.#standings.size > MAX_STANDINGS) this.#standings.clear();
  }
}
