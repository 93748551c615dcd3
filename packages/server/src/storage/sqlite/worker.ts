import { openCatalogFile } from "./catalog-file.ts";
import { CatalogReader } from "./catalog-reader.ts";
import { openForReading, openForWriting } from "./open-database.ts";
import { Reader } from "./reader.ts";
import { type Ask, decodeArguments, type Reply, type WorkerSetup } from "./worker-calls.ts";
import { Writer } from "./writer.ts";

declare const self: Worker;

/** One thread that owns one SQLite connection, so that no sync of the disk ever stops the server's loop. */
self.onmessage = ({ data }: MessageEvent<WorkerSetup>) => {
  try {
    const calls = openFor(data);
    self.onmessage = ({ data: ask }: MessageEvent<Ask | "close">) => {
      if (ask === "close") {
        calls.close();
        return self.postMessage("closed");
      }
      return self.postMessage(answer(calls, ask));
    };
    self.postMessage("ready");
  } catch (error) {
    self.postMessage({ id: -1, failed: String(error) } satisfies Reply);
  }
};

function openFor({ does, file }: WorkerSetup): Writer | Reader | CatalogReader {
  switch (does) {
    case "write":
      return new Writer(openForWriting(file));
    case "read":
      return new Reader(openForReading(file));
    case "find":
      return new CatalogReader(openCatalogFile(file));
  }
}

function answer(calls: object, { id, name, args }: Ask): Reply {
  try {
    const call = Reflect.get(calls, name) as (...given: unknown[]) => unknown;
    return { id, result: JSON.stringify(call.apply(calls, decodeArguments(name, args)) ?? null) };
  } catch (error) {
    return { id, failed: String(error) };
  }
}
