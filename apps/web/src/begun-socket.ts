/** What the page's first script and its program leave for each other. */
declare global {
  // The connection that was begun; null once the program is there and begins its own.
  var parlorSocket: WebSocket | null | undefined;
}

/** Begins the connection while the program is still on its way. Nothing is said over it yet. */
export function beginSocket(): void {
  if (globalThis.parlorSocket !== undefined) return;
  globalThis.parlorSocket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/v1/connect`);
}

/** The browser's WebSocket, but for the first one: that has begun already. */
export const BegunWebSocket: typeof WebSocket = new Proxy(WebSocket, {
  construct(Usual, [url]: [string]) {
    const begun = globalThis.parlorSocket;
    globalThis.parlorSocket = null;
    if (begun?.url !== url || begun.readyState > WebSocket.OPEN) return new Usual(url);
    // It opened before anybody listened.
    if (begun.readyState === WebSocket.OPEN) queueMicrotask(() => void begun.onopen?.(new Event("open")));
    return begun;
  },
});
