import { type ChatClient, createChatClient, memoryStorage, type MessageRow, type Observable } from "@parlor/client";

/** Somebody with the SDK, as a host app would make them. `cut` ends their connection as a lost network would. */
export type SdkPerson = ChatClient & { cut(): void };

export function sdkPerson(url: string, token: () => string): SdkPerson {
  const sockets: WebSocket[] = [];
  const client = createChatClient({
    url,
    getToken: token,
    storage: memoryStorage(),
    // Comes back soon; keys need chance that differs all the same.
    random: () => Math.random() * 0.02,
    WebSocket: class extends WebSocket {
      constructor(address: string) {
        super(address);
        sockets.push(this);
      }
    },
  });
  client.connect();
  return Object.assign(client, { cut: () => sockets.at(-1)?.close() });
}

/** Resolves once the value is so. */
export function until<T>(observable: Observable<T>, isSo: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    let stop = () => {};
    const look = () => {
      if (!isSo(observable.get())) return;
      stop();
      resolve(observable.get());
    };
    stop = observable.watch(look);
    look();
  });
}

/** The messages that a room of the SDK shows. */
export const messagesOf = (client: ChatClient, room: string): readonly MessageRow[] =>
  client
    .room(room)
    .timeline.get()
    .rows.filter((row) => row.kind === "message");

/** The texts that it shows, in their order. */
export const textsOf = (client: ChatClient, room: string): readonly (string | undefined)[] =>
  messagesOf(client, room).map(({ message }) => message.text);
