import { LOBBY } from "./rooms.ts";

/** Our own page, for those who come by an address of theirs. */
export const LOBBY_PAGE = `/chat/lobby/${LOBBY}`;

export const roomPage = (room: string, scenario: string | undefined): string =>
  `/chat/${encodeURIComponent(room)}${scenario === undefined ? "" : `?scenario=${encodeURIComponent(scenario)}`}`;

/** Where these clients send their browser. They put the `/woz` of their own address before it. */
export const LOBBY_URL = "/chat/lobby";

/** Room ids hold colons, which are plain characters in a path. */
export const roomUrl = (roomId: string): string => `/chat/room/${encodeURIComponent(roomId).replaceAll("%3A", ":")}`;
