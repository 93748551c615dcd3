/** What the page's first script leaves for its program. */
interface Begun {
  readonly socket: WebSocket;
  /** What was said over it already, frame by frame: as the program would say it, and will. */
  readonly said: readonly string[];
  /** What was heard since. */
  readonly heard: readonly MessageEvent[];
}

declare global {
  // The connection that was begun; null once the program is there and begins its own.
  var parlorBegun: Begun | null | undefined;
}

export const connectAddress = (): string => `${location.origin.replace(/^http/, "ws")}/v1/connect`;

/** Begins the connection while the program is still on its way, with what the program is known to say first. */
export function beginSocket(said: readonly string[]): void {
  if (globalThis.parlorBegun !== undefined) return;
  const socket = new WebSocket(connectAddress());
  const heard: MessageEvent[] = [];
  globalThis.parlorBegun = { socket, said, heard };
  // Not what a program that is there by then makes of it.
  const send = socket.send.bind(socket);
  socket.addEventListener("open", () => said.forEach((frame) => send(frame)));
  socket.onmessage = (event) => heard.push(event);
}

/** The browser's WebSocket, but for the first one: that has begun already. */
export const BegunWebSocket: typeof WebSocket = new Proxy(WebSocket, {
  construct(Usual, [url]: [string]) {
    const begun = globalThis.parlorBegun;
    globalThis.parlorBegun = null;
    if (begun?.socket.url !== url || begun.socket.readyState > WebSocket.OPEN) return new Usual(url);
    return takeOver(begun);
  },
});

function takeOver({ socket, said, heard }: Begun): WebSocket {
  // It opened before anybody listened.
  if (socket.readyState === WebSocket.OPEN) queueMicrotask(() => void socket.onopen?.(new Event("open")));
  if (said.length === 0) return socket;

  const send = socket.send.bind(socket);
  const [hello] = said;
  const left = new Set<unknown>(said);
  socket.send = (frame) => {
    // Somebody else by now: what was heard is not for them, and another connection begins anew.
    if (left.has(hello) && frame !== hello) return socket.close();
    if (!left.delete(frame)) return send(frame);
    if (left.size === 0) socket.send = send;
    if (frame !== hello) return;
    queueMicrotask(() => {
      for (const event of heard) socket.onmessage?.(event);
    });
  };
  return socket;
}
