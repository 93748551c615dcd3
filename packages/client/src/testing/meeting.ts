import { type ChatClient, type ChatClientOptions, createChatClient } from "../chat-client.ts";
import type { Observable } from "../observable.ts";
import type { Room } from "../room/room-handle.ts";
import type { MessageRow } from "../state/rows.ts";
import { chance } from "./chance.ts";
import { Peer } from "./peer.ts";
import { TestClock } from "./test-clock.ts";

/** What one test has for itself: a server, a clock that it moves, and clients of both. */
export class Meeting {
  readonly peer: Peer;
  readonly clock = new TestClock();
  readonly #clients: ChatClient[] = [];
  readonly #faults: unknown[] = [];

  constructor(serve: ConstructorParameters<typeof Peer>[0]) {
    this.peer = new Peer(serve);
  }

  /** Gives what the clients reported as faults. */
  async end(): Promise<readonly unknown[]> {
    for (const client of this.#clients) client.disconnect();
    await this.peer.stop();
    return this.#faults;
  }

  client(options: Partial<ChatClientOptions> = {}): ChatClient {
    const client = createChatClient({
      url: this.peer.url,
      getToken: () => "ana",
      clock: this.clock,
      random: chance(1),
      onError: (error) => this.#faults.push(error),
      ...options,
    });
    this.#clients.push(client);
    return client;
  }

  async online(options: Partial<ChatClientOptions> = {}): Promise<ChatClient> {
    const client = this.client(options);
    client.connect();
    await state(client, "online");
    return client;
  }

  /** Waiting ends with the clock, and the connection comes back. */
  async comeBack(client: ChatClient): Promise<void> {
    await state(client, "waiting");
    const now = client.connection.get();
    if (now.name === "waiting") this.clock.advance(now.retryAt - this.clock.now());
    await state(client, "online");
  }
}

/** Resolves once the observable's value is so. */
export function until<T>(observable: Observable<T>, isSo: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!isSo(observable.get())) return;
      stop();
      resolve();
    };
    const stop = observable.watch(check);
    check();
  });
}

export const state = (client: ChatClient, name: string): Promise<void> =>
  until(client.connection, (now) => now.name === name);

export const failureOf = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

export const messages = (room: Room): MessageRow[] => room.timeline.get().rows.filter((row) => row.kind === "message");

export const texts = (room: Room): (string | undefined)[] => messages(room).map(({ message }) => message.text);

export const shows = (room: Room, ...expected: string[]): Promise<void> =>
  until(room.timeline, () => JSON.stringify(texts(room)) === JSON.stringify(expected));

export const confirmed = (room: Room): Promise<void> =>
  until(room.timeline, () => messages(room).every(({ stage }) => stage === "confirmed"));
