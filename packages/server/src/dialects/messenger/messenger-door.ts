import {
  type InboxEvent,
  isInboxStream,
  isRoomStream,
  type RoomEvent,
  type StreamName,
  streamSubject,
} from "@parlor/protocol";
import type { Server, ServerWebSocket, WebSocketHandler } from "bun";
import { isTooLarge } from "../../encoding/frame-size.ts";
import type { OtherDoor } from "../../fan-out/hub.ts";
import type { Origins } from "../../identity/origins.ts";
import { type MessengerAudience, MessengerConnection } from "./messenger-connection.ts";
import type { MessengerHouse } from "./house.ts";

export const MESSENGER_PATH = "/connect";

/** What a socket carries from its upgrade on. */
export interface MessengerSocketData {
  readonly door: "messenger";
  connection: MessengerConnection | undefined;
  /** It has answered a ping, so it can be asked whether it is still there. */
  answersPings: boolean;
}

/** Often enough that a silent socket is never asked whether it is there. */
const KEEP_EVERY_MS = 10_000;

/** A plain WebSocket, for the clients of the help desk at mass events. */
export class MessengerDoor implements MessengerAudience, OtherDoor {
  readonly #house: MessengerHouse;
  readonly #isForeign: (request: Request) => boolean;
  readonly #people = new Map<string, Set<MessengerConnection>>();
  readonly #watching = new Map<StreamName, Set<MessengerConnection>>();
  readonly #unanswering = new Set<ServerWebSocket<MessengerSocketData>>();

  constructor(house: MessengerHouse, { origins, onLoopback }: { origins: Origins; onLoopback: boolean }) {
    this.#house = house;
    this.#isForeign = (request) => !onLoopback && origins.isForeign(request);
  }

  upgrade(request: Request, server: Pick<Server<MessengerSocketData>, "upgrade">): Response | undefined {
    if (this.#isForeign(request)) {
      return new Response("This page may not connect. See ALLOWED_ORIGINS.", { status: 403 });
    }
    const data: MessengerSocketData = { door: "messenger", connection: undefined, answersPings: false };
    return server.upgrade(request, { data })
      ? undefined
      : new Response("This is a WebSocket.", { status: 426, headers: { upgrade: "websocket" } });
  }

  readonly webSocket: Required<
    Pick<WebSocketHandler<MessengerSocketData>, "open" | "message" | "drain" | "close" | "pong">
  > = {
    open: (socket) => {
      socket.data.connection = new MessengerConnection(socket, this.#house, this);
      this.#unanswering.add(socket);
      socket.ping();
    },
    message({ data: { connection } }, message) {
      connection?.receive(typeof message === "string" && !isTooLarge(message) ? message : undefined);
    },
    drain({ data: { connection } }) {
      connection?.caughtUp();
    },
    pong: (socket) => {
      socket.data.answersPings = true;
      this.#unanswering.delete(socket);
    },
    close: (socket) => {
      this.#unanswering.delete(socket);
      socket.data.connection?.closed();
      socket.data.connection = undefined;
    },
  };

  start(): () => void {
    const timer = setInterval(() => this.keepThose(), KEEP_EVERY_MS);
    return () => clearInterval(timer);
  }

  /**
   * Who does not answer pings, for whatever reason, is no less here: an answer that nobody asked for goes out before
   * the socket would be asked again, and given up. Their own bounds hold: silence, and what waits for them.
   */
  keepThose(): number {
    for (const socket of this.#unanswering) socket.pong();
    return this.#unanswering.size;
  }

  came(user: string, connection: MessengerConnection): void {
    add(this.#people, user, connection);
  }

  went(user: string, connection: MessengerConnection): void {
    remove(this.#people, user, connection);
  }

  watches(stream: StreamName, connection: MessengerConnection): void {
    add(this.#watching, stream, connection);
  }

  unwatches(stream: StreamName, connection: MessengerConnection): void {
    remove(this.#watching, stream, connection);
  }

  isWatching(stream: StreamName): boolean {
    return this.#watching.has(stream);
  }

  hear({ stream: { name }, events }: Parameters<OtherDoor["hear"]>[0]): void {
    const heard = () => events.map(({ event }) => event);
    if (isRoomStream(name)) {
      for (const one of this.#watching.get(name) ?? []) one.hearRoom(streamSubject(name), heard() as RoomEvent[]);
    } else if (isInboxStream(name)) {
      for (const one of this.#people.get(streamSubject(name)) ?? []) one.hearInbox(heard() as InboxEvent[]);
    }
  }

  /** Typing and who is here are nothing that these clients know. */
  signal(): void {
    return undefined;
  }

  moved(): void {
    return undefined;
  }
}

function add<Name, One>(map: Map<Name, Set<One>>, name: Name, one: One): void {
  const known = map.get(name);
  if (known) known.add(one);
  else map.set(name, new Set([one]));
}

function remove<Name, One>(map: Map<Name, Set<One>>, name: Name, one: One): void {
  const known = map.get(name);
  known?.delete(one);
  if (known?.size === 0) map.delete(name);
}
