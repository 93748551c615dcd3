import type { Waiting } from "../state/outbox.ts";
import type { ClientStorage } from "./storage.ts";

/** The browser's own database, which all tabs of the site share. */
export function indexedDbStorage(name: string): ClientStorage {
  let opening: Promise<IDBDatabase> | undefined;
  const database = () => (opening ??= open(name));
  const store = async (kind: "outbox" | "notes", mode: IDBTransactionMode) =>
    (await database()).transaction(kind, mode).objectStore(kind);

  return {
    shared: true,
    async waiting() {
      const kept = await done<Kept[]>((await store("outbox", "readonly")).getAll());
      return kept.map(({ waiting }) => waiting);
    },
    async put(waiting) {
      const outbox = await store("outbox", "readwrite");
      const key = waiting.payload.key;
      const order = await done<IDBValidKey | undefined>(outbox.index("key").getKey(key));
      await done(outbox.put({ key, waiting, ...(order !== undefined && { order }) }));
    },
    async remove(key) {
      const outbox = await store("outbox", "readwrite");
      const order = await done<IDBValidKey | undefined>(outbox.index("key").getKey(key));
      if (order !== undefined) await done(outbox.delete(order));
    },
    async read(note) {
      return done<string | undefined>((await store("notes", "readonly")).get(note));
    },
    async write(note, value) {
      const notes = await store("notes", "readwrite");
      if (value === undefined) await done(notes.delete(note));
      else await done(notes.put(value, note));
    },
  };
}

interface Kept {
  readonly waiting: Waiting;
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    // The database gives out `order`, so that all tabs together make one line.
    const outbox = request.result.createObjectStore("outbox", { keyPath: "order", autoIncrement: true });
    outbox.createIndex("key", "key", { unique: true });
    request.result.createObjectStore("notes");
  };
  return done(request);
}

interface Request {
  readonly result: unknown;
  readonly error: Error | null;
  onsuccess: unknown;
  onerror: unknown;
}

function done<T>(request: Request): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error("The database failed."));
  });
}
