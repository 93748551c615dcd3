import { Server as Engine } from "@socket.io/bun-engine";
import type { Server as BunServer, ServerWebSocket } from "bun";
import { type Namespace, Server, type Socket } from "socket.io";
import { isPolling, refusePolling } from "./polling.ts";
import { TopicAdapter, type TopicPublisher } from "./topic-adapter.ts";

/** What the engine gives each of its WebSockets. */
export interface EngineSocketData {
  readonly transport: object;
}

type EngineWebSocket = Parameters<Engine["onWebSocketOpen"]>[0];

const PING_INTERVAL_MS = 25_000;
const PING_TIMEOUT_MS = 20_000;
/** Nothing of a poll may end before the engine ends it. */
const POLL_SECONDS = Math.ceil((PING_INTERVAL_MS + PING_TIMEOUT_MS) / 1_000);
/** How long a client may be away and still be offered to go on where it was. */
export const RETURN_WITHIN_MS = 120_000;

export interface SocketIoEngineSettings {
  readonly path: string;
  readonly publisher: TopicPublisher;
  readonly maxBytes: number;
  /** What may wait for one client that does not fetch it. */
  readonly maxWaitingBytes: number;
  /** False where the next poll may come to another server, which knows nothing of this one's clients. */
  readonly takesPolling: boolean;
}

/** Socket.IO and Bun's engine for it under one path: the one place that knows their insides. */
export class SocketIoEngine {
  readonly io: Server;
  readonly #engine: Engine;
  readonly #settings: SocketIoEngineSettings;

  constructor(settings: SocketIoEngineSettings) {
    const { path, publisher, maxBytes } = settings;
    this.#settings = settings;
    this.#engine = new Engine({
      path,
      pingInterval: PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
      maxHttpBufferSize: maxBytes,
    });
    this.io = new Server({
      path,
      serveClient: false,
      // Only so that clients get an id to come back with: what they missed is read from the log.
      connectionStateRecovery: { maxDisconnectionDuration: RETURN_WITHIN_MS },
      adapter: class extends TopicAdapter {
        constructor(namespace: Namespace) {
          super(namespace, publisher);
        }
      },
    });
    this.io.bind(this.#engine);
  }

  async handle(request: Request, server: BunServer<never>): Promise<Response> {
    if (!this.#settings.takesPolling && isPolling(request)) return refusePolling();
    const size = request.headers.get("content-length");
    if (request.method === "POST" && (size === null || Number(size) > this.#settings.maxBytes)) {
      return new Response("payload too large", { status: 413 });
    }
    server.timeout(request, POLL_SECONDS);
    return this.#engine.handleRequest(request, server);
  }

  /** Sees to it that what is published reaches this client by what carries it, and never piles up. */
  carry(socket: Socket): void {
    const adapter = socket.nsp.adapter as TopicAdapter;
    const subscribe = () => {
      const webSocket = webSockets.get(socket.conn.transport);
      if (webSocket) adapter.carriedBy(socket.id, webSocket);
    };
    subscribe();
    socket.conn.on("upgrade", subscribe);
    boundWaiting(socket, this.#settings.maxWaitingBytes);
  }

  close(): void {
    this.#engine.close();
  }
}

/** The id that goes to a client when it is let in, and comes back with it after its connection broke. */
export const privateId = (socket: Socket): string => (socket as unknown as { pid: string }).pid;

export function setPrivateId(socket: Socket, pid: string): void {
  Object.assign(socket, { pid });
}

/** A polling client that never polls again is let go when this much waits for it. */
function boundWaiting({ conn }: Socket, maxBytes: number): void {
  if (watched.has(conn)) return;
  watched.add(conn);
  let waiting = 0;
  conn.on("packetCreate", ({ data }: { data?: unknown }) => {
    waiting += typeof data === "string" ? data.length : 0;
    if (waiting > maxBytes) conn.transport.close();
  });
  conn.on("flush", () => {
    waiting = 0;
  });
}

const watched = new WeakSet<object>();
/** Which of Bun's sockets a transport speaks through, known from its opening. */
const webSockets = new WeakMap<object, ServerWebSocket<EngineSocketData>>();

const anyEngine = new Engine();

/** The engine's side of the one `websocket` handler. Which engine does not matter: the transport knows its own. */
export const engineWebSocket = {
  open(socket: ServerWebSocket<EngineSocketData>): void {
    webSockets.set(socket.data.transport, socket);
    anyEngine.onWebSocketOpen(socket as unknown as EngineWebSocket);
  },
  message(socket: ServerWebSocket<EngineSocketData>, message: string | Buffer<ArrayBuffer>): void {
    anyEngine.onWebSocketMessage(socket as unknown as EngineWebSocket, message);
  },
  close(socket: ServerWebSocket<EngineSocketData>, code: number, reason: string): void {
    anyEngine.onWebSocketClose(socket as unknown as EngineWebSocket, code, reason);
  },
};
