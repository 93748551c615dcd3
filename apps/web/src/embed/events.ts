/** What the host app can listen to. */
export interface EmbedEvents {
  readonly open: undefined;
  readonly close: undefined;
  /** How many messages wait to be read. */
  readonly unread: number;
  /** The token on the tag has run out: `setToken` brings a new one. With `getToken` or `tokenUrl` it is never told. */
  readonly "token-expired": undefined;
  /** The server does not let this person in any more, and why. */
  readonly stopped: number | string;
}

type Listener<Name extends keyof EmbedEvents> = (detail: EmbedEvents[Name]) => void;

export class Emitter {
  readonly #listeners = new Map<string, Set<(detail: never) => void>>();

  /** Returns the way to stop listening. */
  readonly on = <Name extends keyof EmbedEvents>(name: Name, listener: Listener<Name>): (() => void) => {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => void listeners.delete(listener);
  };

  emit<Name extends keyof EmbedEvents>(name: Name, detail: EmbedEvents[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      try {
        (listener as Listener<Name>)(detail);
      } catch (error) {
        // A fault of the host app is told as one of its own, and does not break the chat.
        reportError(error);
      }
    }
  }
}
