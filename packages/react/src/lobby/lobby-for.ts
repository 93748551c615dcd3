import type { ChatClient, Observable } from "@parlor/client";
import { type Lobby, lobbyOf } from "@parlor/client/policy";
import { createValue } from "../value.ts";

/** A lobby that this page looks at, and in which it may receive people for as long as the client lives. */
export interface ReceivingLobby extends Lobby {
  /** What one receives people about; undefined while one does not. */
  readonly receiving: Observable<readonly string[] | undefined>;
  /** Whether one said so oneself, one way or the other. Until then, arriving is enough. */
  readonly wasAsked: () => boolean;
  readonly receive: (interests: readonly string[]) => Promise<void>;
  readonly stopReceiving: () => Promise<void>;
}

const known = new WeakMap<ChatClient, Map<string, ReceivingLobby>>();

/** The same for the same name, always: one goes on receiving while one sits in a room and looks at no lobby. */
export function lobbyFor(client: ChatClient, name: string): ReceivingLobby {
  const lobbies = known.get(client) ?? new Map<string, ReceivingLobby>();
  known.set(client, lobbies);
  const lobby = lobbies.get(name) ?? makeLobby(client, name);
  lobbies.set(name, lobby);
  return lobby;
}

function makeLobby(client: ChatClient, name: string): ReceivingLobby {
  const lobby = lobbyOf(client, name);
  const receiving = createValue<readonly string[] | undefined>(undefined);
  let wasAsked = false;
  let stopWatching = () => {};

  /** The server lets go of a host whose connection is gone for long, and hears from them again here. */
  const stay = () => {
    let wasOnline = client.connection.get().name === "online";
    // Somebody who closes the view of a lobby receives nobody in it any more, so it stays open.
    lobby.open().catch(() => {});
    const stop = client.connection.watch(() => {
      const isOnline = client.connection.get().name === "online";
      const interests = receiving.get();
      // What is refused now was refused before it was shown, or shows by the rooms that are not there.
      if (isOnline && !wasOnline && interests) lobby.goOnline(interests).catch(() => {});
      wasOnline = isOnline;
    });
    stopWatching = () => {
      stop();
      lobby.close();
      stopWatching = () => {};
    };
  };

  return {
    ...lobby,
    receiving,
    wasAsked: () => wasAsked,
    async receive(interests) {
      wasAsked = true;
      await lobby.goOnline(interests);
      if (receiving.get() === undefined) stay();
      receiving.set(interests);
    },
    async stopReceiving() {
      receiving.set(undefined);
      await lobby.goOffline();
      stopWatching();
    },
  };
}
