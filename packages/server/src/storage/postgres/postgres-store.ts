import { randomBytes } from "node:crypto";
import type { SigningBook } from "../../fan-out/roll-call.ts";
import type { StreamName } from "@parlor/protocol";
import type { Pool } from "pg";
import { CannotStart } from "../../cannot-start.ts";
import { COMMAND } from "../../in-one-file.ts";
import type { KindRecords } from "../kind-records.ts";
import type {
  AppendResult,
  Due,
  DueSpan,
  FirstUse,
  Group,
  Known,
  Listing,
  News,
  Range,
  Row,
  Standing,
  Store,
  StoredStream,
  StreamCopy,
  Summary,
} from "../store.ts";
import type { Accounts } from "../accounts.ts";
import { APPEND_QUERY, appendColumns } from "./append-columns.ts";
import { fateOf } from "./fate.ts";
import { migrate } from "./migrate.ts";
import { endTurn, takeTurn } from "./take-turn.ts";
import { openPool } from "./open-pool.ts";
import { Patience } from "./patience.ts";
import { PostgresKindRecords } from "./postgres-kind-records.ts";
import { PostgresAccounts } from "./postgres-accounts.ts";
import { PostgresSigningBook } from "./postgres-signing-book.ts";

export interface PostgresSettings {
  readonly url: string;
  /** Hears of connections that break. */
  readonly report: (error: Error) => void;
  readonly silenceMs?: number;
  /** How long a loss of Postgres is waited out. */
  readonly patienceMs?: number | undefined;
}

const SILENCE_MS = 10_000;
/** Of that: who stops in the middle of a turn loses it long before those who wait for theirs give up. */
const HOLD = 0.4;

const READING_CONNECTIONS = 8;

const ROW = "SELECT seq, coalesce(now, body) AS json FROM parlor.events";
const STREAM = "(SELECT id FROM parlor.streams WHERE name = $1)";
const SUMMARY = `
  SELECT rooms.id AS room, kind, title, description, created_at AS "createdAt", closed, member_count AS "memberCount",
    streams.messages AS "messageCount", streams.last_at AS "lastMessageAt", queue, streams.head AS head
  FROM parlor.rooms JOIN parlor.streams ON streams.id = rooms.stream`;

/** Where a stream stands, and after which row reading begins. */
const STANDING = `
  stream AS (SELECT id, epoch, head FROM parlor.streams WHERE name = $1),
  snapshot AS (SELECT seq, state FROM parlor.snapshots WHERE stream = (SELECT id FROM stream)),
  start AS (SELECT least(coalesce((SELECT seq FROM snapshot), 0), greatest(0, head - $2)) AS seq FROM stream)`;
const ROWS = `
  SELECT 'row', seq, coalesce(now, body) FROM parlor.events
  WHERE stream = (SELECT id FROM stream) AND seq > (SELECT seq FROM start)`;

/** Everything in one statement is of the same moment: head, snapshot and rows fit together. */
const LOAD = `
  WITH ${STANDING}
  SELECT 'stream' AS part, head AS seq, epoch AS json FROM stream
  UNION ALL SELECT 'snapshot', seq, state FROM snapshot
  UNION ALL (${ROWS} ORDER BY seq)`;

/**
 * The same, without the rows if they are those of a copy. Rows change only together with the head; the newest one is
 * compared, too, because a database that was put back to an earlier state goes through the same numbers again.
 */
const LOAD_UNLESS_COPIED = `
  WITH ${STANDING}, copied AS (
    SELECT FROM stream JOIN parlor.events ON events.stream = stream.id AND events.seq = stream.head
    WHERE stream.epoch = $3 AND stream.head = $4 AND coalesce(events.now, events.body) = $5
      AND $6 <= (SELECT seq FROM start) + 1
  )
  SELECT CASE WHEN EXISTS (SELECT FROM copied) THEN 'copied' ELSE 'stream' END AS part, head AS seq, epoch AS json
  FROM stream
  UNION ALL SELECT 'snapshot', seq, state FROM snapshot
  UNION ALL (${ROWS} AND NOT EXISTS (SELECT FROM copied) ORDER BY seq)`;

interface LoadedPart {
  readonly part: "stream" | "copied" | "snapshot" | "row";
  readonly seq: number;
  readonly json: string;
}

interface SummaryRecord extends Omit<Summary, "lastMessageAt" | "queue"> {
  readonly lastMessageAt: number | null;
  readonly queue: string | null;
}

/** Everything in a Postgres that several servers share. */
export class PostgresStore implements Store {
  readonly advice = "check Postgres: is it up, does it take connections, is its disk full?";
  readonly kinds: KindRecords;
  readonly accounts: Accounts;
  readonly #writing: Pool;
  readonly #reading: Pool;
  readonly #patience: Patience;
  /** Batches take effect in the order in which they came. */
  #lastAppend: Promise<unknown> = Promise.resolve();

  private constructor(writing: Pool, reading: Pool, patience: Patience) {
    this.kinds = new PostgresKindRecords(reading, patience);
    this.#writing = writing;
    this.#reading = reading;
    this.#patience = patience;
    this.accounts = new PostgresAccounts(reading, patience);
  }

  static async open({ url, report, silenceMs = SILENCE_MS, patienceMs }: PostgresSettings): Promise<PostgresStore> {
    const writing = openPool({ url, connections: 1, report, silenceMs, holdMs: silenceMs * HOLD });
    const reading = openPool({ url, connections: READING_CONNECTIONS, report, silenceMs });
    const store = new PostgresStore(writing, reading, new Patience({ report, patienceMs }));
    try {
      await migrate(writing);
      await store.#refuseHalf();
    } catch (error) {
      await store.close();
      throw error;
    }
    return store;
  }

  /** Where servers that beat so often sign. */
  signingBook(beatMs: number): SigningBook {
    return new PostgresSigningBook(this.#reading, beatMs);
  }

  append(groups: readonly Group[]): Promise<readonly AppendResult[]> {
    return this.#afterOthers(() => this.#append(groups));
  }

  #afterOthers(append: () => Promise<readonly AppendResult[]>): Promise<readonly AppendResult[]> {
    const appended = this.#lastAppend.then(append);
    // Whoever called hears of a failure; the next batch has nothing to do with it.
    this.#lastAppend = appended.catch(() => undefined);
    return appended;
  }

  appendInTurn(
    known: readonly (Known & { readonly epoch: string })[],
    decide: (news: readonly News[]) => readonly Group[],
  ): Promise<readonly AppendResult[]> {
    return this.#afterOthers(() => this.#appendInTurn(known, decide));
  }

  async load(stream: StreamName, recent: number, copy?: StreamCopy): Promise<StoredStream | undefined> {
    const parts = await this.#loadParts(stream, recent, copy);
    const meta = parts.find(({ part }) => part === "stream" || part === "copied");
    if (!meta) return undefined;
    const snapshot = parts.find(({ part }) => part === "snapshot");
    return {
      epoch: meta.json,
      head: meta.seq,
      snapshot: snapshot && { seq: snapshot.seq, json: snapshot.json },
      rows:
        copy && meta.part === "copied"
          ? copy.rows
          : parts.flatMap(({ part, seq, json }) => (part === "row" ? { seq, json } : [])),
    };
  }

  async read(stream: StreamName, { after, before, limit }: Range): Promise<readonly Row[]> {
    const end = before ?? Number.MAX_SAFE_INTEGER;
    if (after !== undefined) {
      const text = `${ROW} WHERE stream = ${STREAM} AND seq > $2 AND seq < $3 ORDER BY seq LIMIT $4`;
      return this.#read<Row>("read after", text, [stream, after, end, limit]);
    }
    const text = `${ROW} WHERE stream = ${STREAM} AND seq < $2 ORDER BY seq DESC LIMIT $3`;
    return (await this.#read<Row>("read before", text, [stream, end, limit])).toReversed();
  }

  async row(stream: StreamName, seq: number): Promise<Row | undefined> {
    const [row] = await this.#read<Row>("row", `${ROW} WHERE stream = ${STREAM} AND seq = $2`, [stream, seq]);
    return row;
  }

  async firstUse(stream: StreamName, actor: string, key: string): Promise<FirstUse | undefined> {
    const text = `SELECT seq, coalesce(now, body) AS json, print FROM parlor.events
      WHERE key = $3 AND actor = $2 AND stream = ${STREAM}`;
    const [first] = await this.#read<Row & { print: number | null }>("first use", text, [stream, actor, key]);
    return first && { row: { seq: first.seq, json: first.json }, print: first.print ?? undefined };
  }

  ahead(known: readonly Known[]): Promise<readonly Standing[]> {
    const text = `SELECT streams.name AS stream, epoch, streams.head FROM unnest($1::text[], $2::bigint[]) AS known (name, head)
      JOIN parlor.streams ON streams.name = known.name COLLATE "C" WHERE streams.head > known.head`;
    return this.#read<Standing>("ahead", text, [known.map(({ stream }) => stream), known.map(({ head }) => head)]);
  }

  async streamOf(epoch: string): Promise<StreamName | undefined> {
    const text = "SELECT name FROM parlor.streams WHERE epoch = $1";
    const [found] = await this.#read<{ name: StreamName }>("stream of", text, [epoch]);
    return found?.name;
  }

  async summaries(rooms: readonly string[]): Promise<readonly Summary[]> {
    return (await this.#read<SummaryRecord>("summaries", `${SUMMARY} WHERE rooms.id = ANY ($1)`, [rooms])).map(summary);
  }

  async listed({ search, after, limit }: Listing): Promise<readonly Summary[]> {
    const pattern = `%${(search ?? "").replaceAll(/[\\%_]/g, "\\$&")}%`;
    const text = `${SUMMARY} WHERE listed AND NOT closed AND rooms.id > $1
      AND (title || ' ' || rooms.id || ' ' || description) ILIKE $2 ORDER BY rooms.id LIMIT $3`;
    return (await this.#read<SummaryRecord>("listed", text, [after ?? "", pattern, limit])).map(summary);
  }

  async isEmpty(): Promise<boolean> {
    const text = "SELECT name FROM parlor.streams LIMIT 1";
    return (await this.#read<{ name: string }>("is empty", text, [])).length === 0;
  }

  async openRooms(kind: string, limit: number): Promise<readonly string[]> {
    const text = "SELECT id FROM parlor.rooms WHERE kind = $1 AND NOT closed ORDER BY created_at DESC LIMIT $2";
    return (await this.#read<{ id: string }>("open rooms", text, [kind, limit])).map(({ id }) => id);
  }

  async queues(limit: number): Promise<readonly string[]> {
    const text = `SELECT substr(name, 7) AS id FROM parlor.streams
      WHERE name >= 'queue:' AND name < 'queue;' ORDER BY name LIMIT $1`;
    return (await this.#read<{ id: string }>("queues", text, [limit])).map(({ id }) => id);
  }

  due({ from, before, limit, after }: DueSpan): Promise<readonly Due[]> {
    const text = `SELECT streams.name AS stream, at FROM parlor.deadlines
      JOIN parlor.streams ON streams.id = deadlines.stream WHERE at >= $1 AND at < $2
      AND (at, deadlines.stream) > ($3, coalesce((SELECT id FROM parlor.streams WHERE name = $4), -1))
      ORDER BY at, deadlines.stream LIMIT $5`;
    return this.#read<Due>("due", text, [from, before, after?.at ?? from, after?.stream ?? "", limit]);
  }

  /** The secret that these servers made for themselves: the first one's. */
  async ownSecret(): Promise<string> {
    const made = randomBytes(32).toString("base64url");
    await this.#reading.query("INSERT INTO parlor.secrets VALUES ('own', $1) ON CONFLICT DO NOTHING", [made]);
    const [own] = await this.#read<{ secret: string }>(
      "secret",
      "SELECT secret FROM parlor.secrets WHERE name = 'own'",
      [],
    );
    if (!own) throw new Error("the servers' own secret is gone");
    return own.secret;
  }

  async close(): Promise<void> {
    await this.#lastAppend;
    await Promise.all([this.#reading.end(), this.#writing.end()]);
  }

  /** A server here would write between what is still to come. */
  async #refuseHalf(): Promise<void> {
    const half = await this.#read("half", "SELECT id FROM parlor.moves WHERE NOT done LIMIT 1", []);
    if (half.length === 0) return;
    throw new CannotStart(
      `Data is being moved into this database. Run \`${COMMAND} migrate-store\` again until it has finished.`,
    );
  }

  async #append(groups: readonly Group[]): Promise<readonly AppendResult[]> {
    try {
      return await appendOn(this.#writing, groups);
    } catch (error) {
      return this.#fate(groups, error);
    }
  }

  async #appendInTurn(
    known: readonly (Known & { readonly epoch: string })[],
    decide: (news: readonly News[]) => readonly Group[],
  ): Promise<readonly AppendResult[]> {
    const { client, news } = await this.#patience.repeat(
      () => this.#beginTurn(known),
      (late) => late.client.release(true),
    );
    let groups: readonly Group[] | undefined;
    try {
      groups = decide(news);
      const results = await appendOn(client, groups);
      await endTurn(client, known);
      client.release();
      return results;
    } catch (error) {
      // Closed instead of returned: with it goes the transaction.
      client.release(true);
      if (!groups) throw error;
      return this.#fate(groups, error);
    }
  }

  async #beginTurn(known: readonly (Known & { readonly epoch: string })[]) {
    const client = await this.#writing.connect();
    try {
      await client.query("BEGIN");
      return { client, news: await takeTurn(client, known) };
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /** The connection was lost on the way: whoever asked hears nothing before it is known what was stored. */
  #fate(groups: readonly Group[], error: unknown): Promise<readonly AppendResult[]> {
    return this.#patience.repeatAfter(error, async () => {
      const client = await this.#writing.connect();
      try {
        const fate = await fateOf(client, groups);
        client.release();
        return fate;
      } catch (again) {
        client.release(true);
        throw again;
      }
    });
  }

  #loadParts(stream: StreamName, recent: number, copy?: StreamCopy): Promise<LoadedPart[]> {
    const [first, last] = [copy?.rows[0], copy?.rows.at(-1)];
    if (!copy || !first || !last) return this.#read<LoadedPart>("load", LOAD, [stream, recent]);
    const values = [stream, recent, copy.epoch, copy.head, last.json, first.seq];
    return this.#read<LoadedPart>("load unless copied", LOAD_UNLESS_COPIED, values);
  }

  async #read<Record extends object>(name: string, text: string, values: readonly unknown[]): Promise<Record[]> {
    const ask = () => this.#reading.query<Record>({ name, text, values: [...values] });
    return (await this.#patience.repeat(ask)).rows;
  }
}

async function appendOn(on: Pick<Pool, "query">, groups: readonly Group[]): Promise<readonly AppendResult[]> {
  const results: AppendResult[] = groups.map(() => ({ status: "stored" }));
  if (groups.length === 0) return results;

  const { rows } = await on.query<{
    not_stored: number;
    first_seq: number | null;
    first_json: string | null;
    first_print: number | null;
  }>({ name: "append", text: APPEND_QUERY, values: appendColumns(groups) });
  for (const { not_stored, first_seq, first_json, first_print } of rows) {
    results[not_stored - 1] =
      first_seq === null || first_json === null
        ? { status: "moved" }
        : { status: "repeated", row: { seq: first_seq, json: first_json }, print: first_print ?? undefined };
  }
  return results;
}

function summary({ lastMessageAt, queue, ...record }: SummaryRecord): Summary {
  return { ...record, ...(lastMessageAt !== null && { lastMessageAt }), ...(queue !== null && { queue }) };
}
