import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Accounts } from "../accounts.ts";
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
  Summary,
} from "../store.ts";
import { inFolder } from "../unusable-folder.ts";
import { lockData } from "./data-lock.ts";
import { DatabaseThread } from "./database-thread.ts";
import { refuseMoved } from "./moved-away.ts";
import { SqliteAccounts } from "./sqlite-accounts.ts";
import { SqliteKindRecords } from "./sqlite-kind-records.ts";

export const DATABASE_FILE = "parlor.db";

/** Everything in one file of the data folder. Needs nothing beside the process. */
export class SqliteStore implements Store {
  readonly advice = "check the disk: is it full or read-only?";
  readonly accounts: Accounts;
  readonly kinds: KindRecords;
  readonly #writer: DatabaseThread;
  readonly #reader: DatabaseThread;
  readonly #lock: { release(): void };

  private constructor(writer: DatabaseThread, reader: DatabaseThread, lock: { release(): void }) {
    this.accounts = new SqliteAccounts(writer, reader);
    this.kinds = new SqliteKindRecords(writer, reader);
    this.#writer = writer;
    this.#reader = reader;
    this.#lock = lock;
  }

  static open(folder: string): Promise<SqliteStore> {
    return inFolder(folder, async () => {
      mkdirSync(folder, { recursive: true });
      refuseMoved(folder);
      const lock = lockData(join(folder, "parlor.lock"));
      const file = join(folder, DATABASE_FILE);
      // The writer first: it makes the file and its tables.
      const writer = await DatabaseThread.start({ file, does: "write" });
      const reader = await DatabaseThread.start({ file, does: "read" });
      return new SqliteStore(writer, reader, lock);
    });
  }

  append(groups: readonly Group[]): Promise<readonly AppendResult[]> {
    return this.#writer.call("append", groups);
  }

  /** Nobody but this process writes to the file, so it is always our turn. */
  async appendInTurn(
    known: readonly Known[],
    decide: (news: readonly News[]) => readonly Group[],
  ): Promise<readonly AppendResult[]> {
    const news: News[] = [];
    for (const { stream, epoch, head } of await this.ahead(known)) {
      const after = known.find((one) => one.stream === stream)?.head ?? 0;
      const rows = await this.read(stream, { after, limit: head - after });
      news.push({ stream, epoch, head, rows });
    }
    return this.append(decide(news));
  }

  load(stream: string, recent: number): Promise<StoredStream | undefined> {
    return this.#reader.call("load", stream, recent);
  }

  read(stream: string, range: Range): Promise<readonly Row[]> {
    return this.#reader.call("read", stream, range);
  }

  row(stream: string, seq: number): Promise<Row | undefined> {
    return this.#reader.call("row", stream, seq);
  }

  ahead(known: readonly Known[]): Promise<readonly Standing[]> {
    return this.#reader.call("ahead", known);
  }

  firstUse(stream: string, actor: string, key: string): Promise<FirstUse | undefined> {
    return this.#reader.call("firstUse", stream, actor, key);
  }

  streamOf(epoch: string): Promise<string | undefined> {
    return this.#reader.call("streamOf", epoch);
  }

  summaries(rooms: readonly string[]): Promise<readonly Summary[]> {
    return this.#reader.call("summaries", rooms);
  }

  listed(listing: Listing): Promise<readonly Summary[]> {
    return this.#reader.call("listed", listing);
  }

  openRooms(kind: string, limit: number): Promise<readonly string[]> {
    return this.#reader.call("openRooms", kind, limit);
  }

  queues(limit: number): Promise<readonly string[]> {
    return this.#reader.call("queues", limit);
  }

  due(span: DueSpan): Promise<readonly Due[]> {
    return this.#reader.call("due", span);
  }

  isEmpty(): Promise<boolean> {
    return this.#reader.call("isEmpty");
  }

  async close(): Promise<void> {
    await this.#reader.close();
    await this.#writer.close();
    this.#lock.release();
  }
}
