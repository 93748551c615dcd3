import { goToHref, usePath } from "../route.ts";

export interface LobbyRoute {
  readonly lobby: string;
  /** The task that whoever made the link wants played. */
  readonly scenario: string | undefined;
}

const LOBBY = /^\/chat\/lobby\/([a-z][a-z0-9_-]*)\/?$/;

export function useLobbyRoute(): LobbyRoute | undefined {
  const lobby = LOBBY.exec(usePath())?.[1];
  const scenario = new URLSearchParams(location.search).get("scenario") ?? undefined;
  return lobby === undefined ? undefined : { lobby, scenario };
}

export const lobbyHref = (lobby: string): string => `/chat/lobby/${encodeURIComponent(lobby)}`;

export const goToLobby = (lobby: string): void => goToHref(lobbyHref(lobby));
