import { goToHref, usePath } from "../route.ts";

export interface LobbyRoute {
  readonly lobby: string;
  readonly scenario: string | undefined;
}

const LOBBY = /^\/chat\/lobby\/([a-z][a-z0-9_-]*)\/?$/;

export function useLobbyRoute(): LobbyRoute | undefined {
  const lobby = LOBBY.exec(usePath())?.[1];
  return lobby === undefined ? undefined : { lobby, scenario: scenarioInAddress() };
}

/** The task that whoever made the link wants played. */
export const scenarioInAddress = (): string | undefined =>
  new URLSearchParams(location.search).get("scenario") ?? undefined;

export const lobbyHref = (lobby: string): string => `/chat/lobby/${encodeURIComponent(lobby)}`;

export const goToLobby = (lobby: string): void => goToHref(lobbyHref(lobby));
