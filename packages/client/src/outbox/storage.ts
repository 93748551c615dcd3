import { keyOf, type Waiting } from "../state/outbox.ts";

/** Where the SDK keeps what must survive a reload. Calls take effect in the order they were made. */
export interface ClientStorage {
  /** Whether other tabs see the same. Then only one of them may send. */
  readonly shared: boolean;
  /** What waits, in the order it was put. */
  waiting(): Promise<readonly Waiting[]>;
  /** Adds it at the end, or changes what is kept under its key and leaves it in its place. */
  put(waiting: Waiting): Promise<void>;
  remove(key: string): Promise<void>;
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string | undefined): Promise<void>;
}

/** Forgets everything with the page. */
export function memoryStorage(): ClientStorage {
  const line = new Map<string, Waiting>();
  const notes = new Map<string, string>();
  return {
    shared: false,
    waiting: async () => [...line.values()],
    put: async (waiting) => void line.set(keyOf(waiting), waiting),
    remove: async (key) => void line.delete(key),
    read: async (name) => notes.get(name),
    write: async (name, value) => void (value === undefined ? notes.delete(name) : notes.set(name, value)),
  };
}
