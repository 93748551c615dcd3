import { messageText } from "../message-text.ts";
import { backEnd } from "../servers/back-end.ts";

/** A back end that talks: as fast as it is told to, and not held up by limits. */
export class Chatter implements Disposable {
  readonly #client;
  readonly #room;

  constructor(url: string, room: string) {
    this.#client = backEnd(url);
    this.#room = this.#client.room(room);
  }

  async begin(title: string): Promise<void> {
    await this.#client.createRoom({ kind: "community", room: this.#room.id, title });
    await this.#room.open();
  }

  say(text = messageText(80)): Promise<unknown> {
    return this.#room.send(text);
  }

  /** So many messages a second, until told to stop. */
  chat(perSecond: number): () => void {
    // One that is not sent in the end, because the run is over, is no fault.
    const timer = setInterval(() => void this.say().catch(() => {}), 1_000 / perSecond);
    return () => clearInterval(timer);
  }

  [Symbol.dispose](): void {
    this.#client.disconnect();
  }
}
