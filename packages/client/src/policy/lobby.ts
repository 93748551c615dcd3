import { type LobbyRoom, queueStream, type Reply } from "@parlor/protocol";
import type { ChatClient } from "../chat-client.ts";
import { createSource, type Observable } from "../observable.ts";
import { Watched } from "./watched.ts";

/** The rooms that a lobby leads to: free, waiting or taken, live between `open` and the last `close`. */
export interface Lobby {
  readonly rooms: Observable<readonly LobbyRoom[]>;
  open(): Promise<void>;
  close(): void;
  /** For assistants: a room for each interest, for as long as one is here. */
  goOnline(interests?: readonly string[]): Promise<Reply<"go_online">>;
  goOffline(): Promise<Reply<"go_offline">>;
  /** Goes into a room and sits down. */
  takeSeat(room: string, wish?: { readonly role?: string; readonly scenario?: string }): Promise<Reply<"take_seat">>;
}

/** `lobby` is the name of the kind whose rooms it leads to. */
export function lobbyOf(client: ChatClient, lobby: string): Lobby {
  const rooms = createSource<readonly LobbyRoom[]>([]);
  const watched = new Watched(client, {
    show: async () => rooms.set((await client.ask("open_lobby", { lobby })).rooms),
    hear(frame) {
      if (frame.type !== "signal" || frame.payload.kind !== "lobby" || frame.payload.stream !== queueStream(lobby))
        return;
      const { rooms: changed, gone = [] } = frame.payload;
      const news = new Map(changed.map((one) => [one.room, one]));
      const known = rooms.get().filter(({ room }) => !gone.includes(room));
      const fresh = changed.filter(({ room }) => !known.some((one) => one.room === room));
      rooms.set([...known.map((one) => news.get(one.room) ?? one), ...fresh]);
    },
    leave: () => void client.ask("close_lobby", { lobby }).catch(() => {}),
  });
  return {
    rooms,
    open: () => watched.open(),
    close: () => watched.close(),
    goOnline: (interests) => client.ask("go_online", { lobby, ...(interests && { interests: [...interests] }) }),
    goOffline: () => client.ask("go_offline", { lobby }),
    takeSeat: (room, wish = {}) => client.ask("take_seat", { room, key: client.newKey(), ...wish }),
  };
}
