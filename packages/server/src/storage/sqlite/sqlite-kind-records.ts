import type { Kind } from "@parlor/protocol";
import type { KindRecords } from "../kind-records.ts";
import type { DatabaseThread } from "./database-thread.ts";

/** Kinds in the same file as everything else, over the same two threads. */
export class SqliteKindRecords implements KindRecords {
  readonly #writer: DatabaseThread;
  readonly #reader: DatabaseThread;

  constructor(writer: DatabaseThread, reader: DatabaseThread) {
    this.#writer = writer;
    this.#reader = reader;
  }

  save(kind: Kind): Promise<boolean> {
    return this.#writer.call("saveKind", kind);
  }

  all(): Promise<readonly Kind[]> {
    return this.#reader.call("savedKinds");
  }
}
