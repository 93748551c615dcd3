import type { ChatClient } from "../chat-client.ts";
import type { StreamFrame } from "../sync.ts";

export interface WatchedParts {
  /** Asks the server to show it, and takes what it shows. Called again after every new connection. */
  readonly show: () => Promise<void>;
  readonly hear: (frame: StreamFrame) => void;
  readonly leave: () => void;
}

/** Something that the server shows as long as somebody here looks at it, over however many connections. */
export class Watched {
  readonly #client: ChatClient;
  readonly #parts: WatchedParts;
  #lookers = 0;
  /** Answers that are still owed. For these the client asks again on every new connection by itself. */
  #owed = 0;
  #shown: Promise<void> | undefined;
  #stop = () => {};

  constructor(client: ChatClient, parts: WatchedParts) {
    this.#client = client;
    this.#parts = parts;
  }

  /** Resolves once the server shows it; rejects when it refuses. Every `open` wants its own `close`. */
  open(): Promise<void> {
    this.#lookers += 1;
    this.#shown ??= this.#begin();
    return this.#shown;
  }

  close(): void {
    if (this.#lookers === 0) return;
    this.#lookers -= 1;
    if (this.#lookers > 0) return;
    this.#stop();
    this.#shown = undefined;
    this.#parts.leave();
  }

  /** Something was missed: everything anew. */
  again(): void {
    if (this.#lookers > 0) this.#show().catch(() => {});
  }

  #begin(): Promise<void> {
    const { connection } = this.#client;
    let wasOnline = connection.get().name === "online";
    const stopHearing = hearFrames(this.#client, this.#parts.hear);
    const stopWatching = connection.watch(() => {
      const isOnline = connection.get().name === "online";
      // A moment later: what is open as the connection arrives is repeated, and this would be said twice.
      if (isOnline && !wasOnline && this.#owed === 0) queueMicrotask(() => this.again());
      wasOnline = isOnline;
    });
    this.#stop = () => {
      stopHearing();
      stopWatching();
    };
    const shown = this.#show();
    // Whoever opened hears of a refusal; nobody else has to.
    shown.catch(() => {});
    return shown;
  }

  async #show(): Promise<void> {
    this.#owed += 1;
    await this.#parts.show().finally(() => (this.#owed -= 1));
  }
}

/** Calls with every frame that answers nothing. Returns the way to stop. */
export function hearFrames({ frames }: Pick<ChatClient, "frames">, hear: (frame: StreamFrame) => void): () => void {
  return frames.watch(() => {
    const frame = frames.get();
    if (frame) hear(frame);
  });
}
