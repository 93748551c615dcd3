import type { ServerWebSocket } from "bun";
import type { Namespace } from "socket.io";
import { Adapter, type BroadcastOptions, type Room, type SocketId } from "socket.io-adapter";
import { Encoder, type Packet } from "socket.io-parser";

/** The part of Bun's server that hands one frame to everybody of a topic. */
export interface TopicPublisher {
  publish(topic: string, frame: string): unknown;
}

type WebSocketPeer = Pick<ServerWebSocket<unknown>, "subscribe" | "unsubscribe" | "publish">;

/** Engine.IO's mark of a message, before every packet of Socket.IO. */
const MESSAGE = "4";

/** Rooms of this beginning only mark sockets: nothing is ever published to them. */
export const MARK = "mark:";

/**
 * Encodes a packet for a room once and lets Bun's own publish carry it to every WebSocket; only long polling is
 * served one by one. A publish and a direct send of the same turn keep their order on a socket.
 */
export class TopicAdapter extends Adapter {
  readonly #namespace: Namespace;
  readonly #publisher: TopicPublisher;
  readonly #encoder = new Encoder();
  readonly #webSockets = new Map<SocketId, WebSocketPeer>();
  readonly #polling = new Map<Room, Set<SocketId>>();

  constructor(namespace: Namespace, publisher: TopicPublisher) {
    super(namespace);
    this.#namespace = namespace;
    this.#publisher = publisher;
  }

  /** From now on the socket has a WebSocket, and its rooms come over that. */
  carriedBy(id: SocketId, webSocket: WebSocketPeer): void {
    this.#webSockets.set(id, webSocket);
    for (const room of this.sids.get(id) ?? []) {
      this.#stopPolling(id, room);
      if (this.#isPublished(id, room)) webSocket.subscribe(this.#topic(room));
    }
  }

  override addAll(id: SocketId, rooms: Set<Room>): void {
    void super.addAll(id, rooms);
    const webSocket = this.#webSockets.get(id);
    for (const room of rooms) {
      if (!this.#isPublished(id, room)) continue;
      if (webSocket) webSocket.subscribe(this.#topic(room));
      else this.#startPolling(id, room);
    }
  }

  override del(id: SocketId, room: Room): void {
    void super.del(id, room);
    this.#forget(id, room);
  }

  override delAll(id: SocketId): void {
    for (const room of this.sids.get(id) ?? []) this.#forget(id, room);
    super.delAll(id);
    this.#webSockets.delete(id);
  }

  override broadcast(packet: Packet, options: BroadcastOptions): void {
    const [room] = options.rooms;
    if (room === undefined || options.rooms.size > 1) {
      super.broadcast(packet, options);
      return;
    }
    const encoded: unknown[] = this.#encoder.encode({ ...packet, nsp: this.#namespace.name });
    const [text] = encoded;
    if (encoded.length !== 1 || typeof text !== "string") {
      super.broadcast(packet, options);
      return;
    }
    const socket = this.#namespace.sockets.get(room);
    if (socket) socket.conn.write(text);
    else this.#tell(room, text, this.#sidsOf(options.except));
  }

  #tell(room: Room, text: string, except: ReadonlySet<SocketId>): void {
    const members = this.rooms.get(room);
    const left = [...except].filter((id) => members?.has(id));
    const speaker = this.#webSockets.get(left[0] ?? "");
    if (left.length === 0) this.#publisher.publish(this.#topic(room), MESSAGE + text);
    else if (left.length === 1 && speaker) speaker.publish(this.#topic(room), MESSAGE + text);
    else {
      this.#writeTo(members, text, except);
      return;
    }
    this.#writeTo(this.#polling.get(room), text, except);
  }

  #writeTo(ids: Iterable<SocketId> | undefined, text: string, except: ReadonlySet<SocketId>): void {
    for (const id of ids ?? []) {
      if (!except.has(id)) this.#namespace.sockets.get(id)?.conn.write(text);
    }
  }

  #sidsOf(rooms: ReadonlySet<Room> | undefined): ReadonlySet<SocketId> {
    const sids = new Set<SocketId>();
    for (const room of rooms ?? []) for (const id of this.rooms.get(room) ?? []) sids.add(id);
    return sids;
  }

  #isPublished(id: SocketId, room: Room): boolean {
    return room !== id && !room.startsWith(MARK);
  }

  #topic(room: Room): string {
    return `socket.io ${this.#namespace.server.path()} ${this.#namespace.name} ${room}`;
  }

  #startPolling(id: SocketId, room: Room): void {
    const polling = this.#polling.get(room);
    if (polling) polling.add(id);
    else this.#polling.set(room, new Set([id]));
  }

  #stopPolling(id: SocketId, room: Room): void {
    const polling = this.#polling.get(room);
    polling?.delete(id);
    if (polling?.size === 0) this.#polling.delete(room);
  }

  #forget(id: SocketId, room: Room): void {
    this.#stopPolling(id, room);
    if (this.#isPublished(id, room)) this.#webSockets.get(id)?.unsubscribe(this.#topic(room));
  }
}
