import type { CommandName, HelloReply, Me, PayloadInput, Reply, RoomId, Status, NewsSignal } from "@parlor/protocol";
import { type Clock, systemClock } from "./clock.ts";
import type { ConnectionState } from "./connection/connection-state.ts";
import { Connection, type SocketConstructor } from "./connection/connection.ts";
import { watchForWaking } from "./connection/wake.ts";
import { Unanswered } from "./errors.ts";
import { Identity, type IdentityOptions } from "./identity.ts";
import { createSource, derive, type Observable } from "./observable.ts";
import { indexedDbStorage } from "./outbox/indexed-db.ts";
import { LiveOutbox } from "./outbox/outbox.ts";
import { type ClientStorage, memoryStorage } from "./outbox/storage.ts";
import { browserTabs, type Tabs } from "./outbox/tabs.ts";
import { RoomList } from "./room-list.ts";
import { LiveRoom } from "./room/live-room.ts";
import type { Room } from "./room/room-handle.ts";
import type { Inbox } from "./state/inbox.ts";
import { newKey } from "./state/key.ts";
import type { RoomEntry } from "./state/room-list.ts";
import { type StreamFrame, Sync } from "./sync.ts";

export interface ChatClientOptions extends IdentityOptions {
  /** The server: `https://chat.example.org`. */
  readonly url: string;
  /** Where unsent messages survive a reload. By default the browser's database, and memory where there is none. */
  readonly storage?: ClientStorage;
  /** By default the runtime's own. Node has one since version 22; before, there is the package `ws`. */
  readonly WebSocket?: SocketConstructor;
  /** The other tabs that share the storage, for one user. */
  readonly tabs?: (user: string) => Tabs;
  readonly clock?: Clock;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** Told of faults of this SDK, and of a token function that throws. Never of message text. By default the console. */
  readonly onError?: (error: unknown) => void;
}

export interface ChatClient {
  readonly connection: Observable<ConnectionState>;
  /** Known after the first hello. */
  readonly me: Observable<Me | undefined>;
  /** One's own rooms, the liveliest first. Open rooms count live; the others as of the last refresh. */
  readonly rooms: Observable<readonly RoomEntry[]>;
  /** Rooms, invitations and requests, as the user's inbox has them. */
  readonly inbox: Observable<Inbox["state"]>;

  connect(): void;
  /** Does not wait for the next try. */
  reconnect(): void;
  /** What waits to be sent is kept; whoever awaits an answer is told that there is none. */
  disconnect(): void;
  /** The same handle for the same id, always. */
  room(id: RoomId): Room;
  refreshRooms(): void;
  /** The server's clock. */
  serverNow(): number;
  setStatus(status: Status): void;

  createRoom(room: Omit<PayloadInput<"create_room">, "key">): Promise<Reply<"create_room">>;
  joinRoom(room: RoomId): Promise<Reply<"join_room">>;
  leaveRoom(room: RoomId): Promise<Reply<"leave_room">>;
  listRooms(which: PayloadInput<"list_rooms">): Promise<Reply<"list_rooms">>;
  /** A key for one act of one's own. */
  newKey(): string;
  /** The last that arrived and answers nothing, also what this SDK has no part for. Each one is told. */
  readonly frames: Observable<StreamFrame | undefined>;
  /** Any command. Offline, it waits; unanswered, it is asked again; refused or disconnected, it rejects. */
  ask<Name extends CommandName>(name: Name, payload: PayloadInput<Name>): Promise<Reply<Name>>;
}

/** How many closed rooms keep what they hold, for a quick return. */
const CLOSED_ROOMS_KEPT = 50;

export function createChatClient(options: ChatClientOptions): ChatClient {
  const { clock = systemClock, random = Math.random, onError = globalThis.reportError ?? console.error } = options;
  const url = connectUrl(options.url);
  const storage = options.storage ?? usualStorage(url);
  const identity = new Identity(options, storage);
  const me = createSource<Me | undefined>(undefined);
  const rooms = new Map<RoomId, LiveRoom>();
  const key = () => newKey(clock.now(), random);
  let limits = { historyPage: 50, typingMs: 3_000 };
  let status: Status = "online";
  let stopWatching = () => {};
  const frames = createSource<StreamFrame | undefined>(undefined);

  /** What the pieces know of the world and of each other. */
  const parts = {
    url,
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    greeter: identity,
    storage,
    tabsOf: options.tabs ?? ((user: string) => browserTabs(`parlor ${url} ${user}`)),
    clock,
    random,
    newKey: key,
    // A lost connection is no fault, and `connection` tells of it.
    report: (error: unknown) => error instanceof Unanswered || onError(error),
    me,
    limits: () => limits,
    status: () => status,
    online: welcome,
    frame: (frame: StreamFrame) => {
      sync.receive(frame);
      frames.set(frame);
    },
    rooms,
    inbox: () => sync.inbox.get(),
    inboxChanged,
    news: (signal: NewsSignal) => list.heard(signal),
    marker: (room: RoomId) => sync.inbox.get().state.rooms.get(room)?.read,
    changed: () => list.changed(),
    isShown: (room: RoomId, seq: number) => rooms.get(room)?.isShown(seq) ?? true,
    closed: forgetLongClosed,
  };
  const { report } = parts;
  const connection = new Connection(parts);
  const outbox = new LiveOutbox({ ...parts, connection });
  const sync = new Sync({ ...parts, connection });
  const list = new RoomList({ ...parts, connection });

  function welcome(reply: HelloReply): void {
    const before = me.get();
    limits = reply.limits;
    me.set(reply.user);
    if (before && before.id !== reply.user.id) for (const room of rooms.values()) room.forget();
    sync.start(reply);
    outbox.start(reply.user.id);
    list.refresh();
    identity.greeted(reply).catch(report);
    if (status !== "online") connection.tell("set_status", { status });
  }

  function inboxChanged(before: Inbox): void {
    const now = sync.inbox.get().state.rooms;
    for (const room of rooms.values()) {
      room.fixDivider();
      const wasLetIn = now.has(room.id) && !before.state.rooms.has(room.id);
      if (wasLetIn && room.watch.get().name === "refused") room.reopen();
    }
    const isNew = [...now.values()].some((entry) => !before.state.rooms.has(entry.room));
    if (isNew && before.epoch !== undefined) list.refresh();
    list.changed();
  }

  connection.state.watch(() => {
    if (connection.isOnline) return;
    outbox.pause();
    for (const room of rooms.values()) room.suspend();
  });

  function room(id: RoomId): LiveRoom {
    const known = rooms.get(id);
    if (known) return known;

    const made = new LiveRoom(id, { ...parts, connection, outbox });
    rooms.set(id, made);
    return made;
  }

  /** The one closed last is kept longest. */
  function forgetLongClosed(last: LiveRoom): void {
    rooms.delete(last.id);
    rooms.set(last.id, last);
    const closed = [...rooms.values()].filter((other) => !other.isOpen);
    for (const old of closed.slice(0, -CLOSED_ROOMS_KEPT)) old.forget();
  }

  return {
    connection: connection.state,
    me,
    rooms: list.entries,
    inbox: derive([sync.inbox], (inbox) => inbox.state),
    connect() {
      // Before Node 22 there is none. Said here and not where one is made, which a server does that only renders.
      if (!parts.WebSocket) throw new TypeError("there is no WebSocket");
      identity
        .lastUser()
        .then((user) => (user === undefined ? undefined : outbox.restore(user)))
        .catch(report);
      stopWatching();
      stopWatching = watchForWaking(clock, () => connection.wake());
      connection.connect();
    },
    reconnect: () => connection.wake(),
    disconnect() {
      stopWatching();
      connection.disconnect();
      outbox.stop();
    },
    room,
    refreshRooms: () => list.refresh(),
    serverNow: connection.serverNow,
    setStatus(changed) {
      status = changed;
      connection.tell("set_status", { status });
    },
    createRoom: (made) => connection.ask("create_room", { key: key(), ...made }),
    joinRoom: (id) => connection.ask("join_room", { room: id, key: key() }),
    leaveRoom: (id) => connection.ask("leave_room", { room: id, key: key() }),
    listRooms: (which) => connection.ask("list_rooms", which),
    newKey: key,
    frames,
    ask: (name, payload) => connection.ask(name, payload),
  };
}

function connectUrl(url: string): string {
  if (!/^(https?|wss?):\/\/[^/]/.test(url)) throw new TypeError(`"${url}" is no http(s) address`);
  return url.replace(/^http/, "ws").replace(/(\/v1\/connect)?\/*$/, "/v1/connect");
}

function usualStorage(url: string): ClientStorage {
  return globalThis.indexedDB ? indexedDbStorage(`parlor ${url}`) : memoryStorage();
}
