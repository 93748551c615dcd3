import {
  type Ask,
  type CallArguments,
  type CallName,
  type CallResult,
  encodeArguments,
  type Reply,
  type WorkerSetup,
} from "./worker-calls.ts";

interface Waiting {
  resolve(result: never): void;
  reject(error: Error): void;
}

/** A SQLite connection on a thread of its own, as promises. */
export class DatabaseThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  /** Why it ended, when nobody asked it to: it answers nothing any more. */
  #died: Error | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener("message", ({ data }: MessageEvent<Reply | string>) => {
      if (typeof data !== "string") this.#settle(data);
    });
    worker.addEventListener("error", ({ message }) => this.#die(message));
  }

  /** `script` is what runs on the thread. */
  static async start(setup: WorkerSetup, script = new URL("./worker.ts", import.meta.url)): Promise<DatabaseThread> {
    const worker = new Worker(script.href);
    const said = nextMessage(worker);
    worker.postMessage(setup);
    const first = await said;
    if (first === "ready") return new DatabaseThread(worker);

    worker.terminate();
    throw new Error(
      typeof first === "object" && "failed" in first ? first.failed : "the database thread did not start",
    );
  }

  call<Name extends CallName>(name: Name, ...args: CallArguments<Name>): Promise<CallResult<Name>> {
    if (this.#died) return Promise.reject(this.#died);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, name, args: encodeArguments(name, args) } satisfies Ask);
    });
  }

  /** Answers every call before it, then closes the connection, which also folds the write-ahead log into the file. */
  async close(): Promise<void> {
    if (this.#died) return;
    const closed = new Promise<void>((resolve, reject) => {
      this.#worker.addEventListener("message", ({ data }: MessageEvent<Reply | string>) => {
        if (data === "closed") resolve();
      });
      this.#worker.addEventListener("error", ({ message }) => reject(new Error(message)), { once: true });
    });
    this.#worker.postMessage("close");
    await closed;
    this.#worker.terminate();
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    this.#waiting.delete(reply.id);
    if ("failed" in reply) waiting.reject(new Error(reply.failed));
    else waiting.resolve((JSON.parse(reply.result) ?? undefined) as never);
  }

  #die(reason: string): void {
    this.#died = new Error(`the database thread ended, restart the server: ${reason}`);
    for (const waiting of this.#waiting.values()) waiting.reject(this.#died);
    this.#waiting.clear();
  }
}

function nextMessage(worker: Worker): Promise<Reply | string> {
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<Reply | string>) => resolve(data), { once: true });
    worker.addEventListener("error", ({ message }) => reject(new Error(message)), { once: true });
  });
}
