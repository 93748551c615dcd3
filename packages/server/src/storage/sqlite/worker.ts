import { openForReading, openForWriting } from "./open-database.ts";
import { Reader } from "./reader.ts";
import { type Ask, decodeArguments, type Reply, type WorkerSetup } from "./worker-calls.ts";
import { Writer } from "./writer.ts";

declare const self: Worker;

/** One thread that owns one SQLite connection, so that no sync of the disk ever stops the server's loop. */
self.onmessage = ({ data: { file, does } }: MessageEvent<WorkerSetup>) => {
  try {
    const db = does === "write" ? openForWriting(file) : openForReading(file);
    const calls = does === "write" ? new Writer(db) : new Reader(db);
    self.onmessage = ({ data }: MessageEvent<Ask | "close">) => {
      if (data === "close") {
        calls.close();
        return self.postMessage("closed");
      }
      return self.postMessage(answer(calls, data));
    };
    self.postMessage("ready");
  } catch (error) {
    self.postMessage({ id: -1, failed: String(error) } satisfies Reply);
  }
};

function answer(calls: Writer | Reader, { id, name, args }: Ask): Reply {
  try {
    const call = Reflect.get(calls, name) as (...given: unknown[]) => unknown;
    return { id, result: JSON.stringify(call.apply(calls, decodeArguments(name, args)) ?? null) };
  } catch (error) {
    return { id, failed: String(error) };
  }
}
