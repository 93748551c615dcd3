import { AccountReader, AccountWriter } from "./account-tables.ts";
import { openCatalogFile } from "./catalog-file.ts";
import { CatalogCopier } from "./catalog-copier.ts";
import { CatalogReader } from "./catalog-reader.ts";
import { KindReader, KindWriter } from "./kind-table.ts";
import { openForReading, openForWriting } from "./open-database.ts";
import { Reader } from "./reader.ts";
import { type Ask, decodeArguments, type Reply, type WorkerSetup } from "./worker-calls.ts";
import { Writer } from "./writer.ts";

declare const self: Worker;

/** One thread that owns one SQLite connection, so that no sync of the disk ever stops the server's loop. */
self.onmessage = ({ data }: MessageEvent<WorkerSetup>) => {
  try {
    const holders = openFor(data);
    self.onmessage = ({ data: ask }: MessageEvent<Ask | "close">) => {
      if (ask === "close") {
        holders[0].close();
        return self.postMessage("closed");
      }
      return self.postMessage(answer(holders, ask));
    };
    self.postMessage("ready");
  } catch (error) {
    self.postMessage({ id: -1, failed: String(error) } satisfies Reply);
  }
};

/** Whose functions can be called. The first one closes for all. */
type Holders = readonly [Writer | Reader | CatalogReader | CatalogCopier, ...object[]];

function openFor({ does, file }: WorkerSetup): Holders {
  switch (does) {
    case "write": {
      const db = openForWriting(file);
      return [new Writer(db), new AccountWriter(db), new KindWriter(db)];
    }
    case "read": {
      const db = openForReading(file);
      return [new Reader(db), new AccountReader(db), new KindReader(db)];
    }
    case "find":
      return [new CatalogReader(openCatalogFile(file))];
    case "copy":
      return [new CatalogCopier(file)];
  }
}

function answer(holders: Holders, { id, name, args }: Ask): Reply {
  try {
    const holder = holders.find((one) => name in one);
    const call = Reflect.get(holder ?? {}, name) as (...given: unknown[]) => unknown;
    return { id, result: JSON.stringify(call.apply(holder, decodeArguments(name, args)) ?? null) };
  } catch (error) {
    return { id, failed: String(error) };
  }
}
