import type { LobbyOffer, LobbyRoom } from "@parlor/protocol";
import { useEffect, useState } from "react";
import { useMe } from "../hooks.ts";
import { useChatClient, useWords } from "../provider.tsx";
import { kindTitle } from "../texts/called.ts";
import { useObservable } from "../use-observable.ts";
import { lobbyFor, type ReceivingLobby } from "./lobby-for.ts";

export interface LobbyNow {
  readonly lobby: ReceivingLobby;
  /** Undefined until the server has shown them once. */
  readonly rooms: readonly LobbyRoom[] | undefined;
  /** Why it shows none. */
  readonly refusal: string | undefined;
}

/** A lobby, live for as long as the component is there. */
export function useLobby(name: string): LobbyNow {
  const lobby = lobbyFor(useChatClient(), name);
  const rooms = useObservable(lobby.rooms);
  const [opened, setOpened] = useState<{ lobby: ReceivingLobby; refusal?: string }>();
  useEffect(() => {
    lobby.open().then(
      () => setOpened({ lobby }),
      (error: unknown) => setOpened({ lobby, refusal: error instanceof Error ? error.message : "" }),
    );
    return () => lobby.close();
  }, [lobby]);
  const isOpen = opened?.lobby === lobby;
  return {
    lobby,
    rooms: isOpen && opened.refusal === undefined ? rooms : undefined,
    refusal: isOpen ? opened.refusal : undefined,
  };
}

/** Which lobbies there are for whoever is signed in. Undefined until that is known. */
export function useLobbies(): readonly LobbyOffer[] | undefined {
  const client = useChatClient();
  const me = useMe()?.id;
  const [lobbies, setLobbies] = useState<readonly LobbyOffer[]>();
  useEffect(() => {
    if (me === undefined) return;
    let isCurrent = true;
    client.ask("list_lobbies", {}).then(
      (reply) => isCurrent && setLobbies(reply.lobbies),
      // An older server knows no such list: then there is none to show.
      () => {},
    );
    return () => void (isCurrent = false);
  }, [client, me]);
  return lobbies;
}

/** What people call a lobby. */
export function useLobbyTitle(name: string): string {
  const offer = useLobbies()?.find(({ lobby }) => lobby === name);
  return kindTitle(useWords().texts, name, offer?.title);
}
