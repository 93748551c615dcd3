/** Where these clients send their browser. They put the `/woz` of their own address before it. */
export const LOBBY_URL = "/chat/lobby";

/** Room ids hold colons, which are plain characters in a path. */
export const roomUrl = (roomId: string): string => `/chat/room/${encodeURIComponent(roomId).replaceAll("%3A", ":")}`;
