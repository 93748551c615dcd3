import { BOUNDS, isRoomStream, type RoomEvent } from "@parlor/protocol";
import type { Server } from "bun";
import type { DialectName } from "../config/dialect-names.ts";
import type { Environment } from "../config/environment.ts";
import { isLoopback } from "../config/loopback.ts";
import type { HttpDoor } from "../http/http-door.ts";
import type { Origins } from "../identity/origins.ts";
import { hasSession } from "../identity/session-cookie.ts";
import type { Parlor } from "../parlor.ts";
import { askingOf } from "./asking.ts";
import { cafe } from "./cafe/cafe.ts";
import { cafeRest } from "./cafe/rest.ts";
import { fitness } from "./fitness/fitness.ts";
import { peerprep } from "./peerprep/peerprep.ts";
import { Doors, EARLY, LATER } from "./peerprep/wording.ts";
import { ClientSessions } from "./socket-io/client-session.ts";
import { allowPage } from "./socket-io/cors.ts";
import type { Dialect } from "./socket-io/dialect.ts";
import { Door } from "./socket-io/door.ts";
import { RETURN_WITHIN_MS, SocketIoEngine } from "./socket-io/engine.ts";
import type { SocketIoHouse } from "./socket-io/house.ts";
import { ToldOrder } from "./socket-io/told-order.ts";
import type { TopicPublisher } from "./socket-io/topic-adapter.ts";

export interface SocketIoParts {
  readonly parlor: Parlor;
  readonly environment: Environment;
  readonly origins: Origins;
}

/** What waits for one client at most before it is let go. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** Where the clients of four dialects knock. They share the door; what they say there is each dialect's own. */
export function socketIoDoors({ parlor, environment, origins }: SocketIoParts) {
  const { hub, streams, presence, engine, ask, household } = parlor;
  let server: TopicPublisher | undefined;
  const publisher: TopicPublisher = { publish: (topic, frame) => server?.publish(topic, frame) };
  const order = new ToldOrder(Bun.randomUUIDv7("hex").slice(-6));
  const sessions = new ClientSessions({ keepMs: RETURN_WITHIN_MS, now: () => household.now() });
  const house: SocketIoHouse = {
    ask: askingOf(ask),
    household,
    hub,
    presence,
    streams,
    streamOf: (epoch) => engine.store.streamOf(epoch),
    newId: engine.newId,
    order,
    settings: environment,
  };

  const parts = { doors: new Doors(), now: () => household.now() };
  const places: readonly Place[] = [
    {
      path: "/socket.io/",
      namespace: "/",
      dialects: { cafe: cafe(house), fitness: fitness(house), peerprep: peerprep("peerprep", EARLY, parts) },
      letsAnybodyIn: false,
    },
    {
      path: "/chat-service-api/socket.io/",
      namespace: "/",
      dialects: { peerprep: peerprep("peerprep-later", LATER, parts) },
      letsAnybodyIn: true,
    },
  ];
  const engines = new Map<string, SocketIoEngine>();
  const doors: Door[] = [];
  for (const { path, namespace, dialects, letsAnybodyIn } of places) {
    const [first, ...others] = [...environment.DIALECTS].flatMap((name) => dialects[name] ?? []);
    if (!first) continue;
    const settings = { path, publisher, maxBytes: BOUNDS.frameBytes, maxWaitingBytes: MAX_WAITING_BYTES };
    const door = engines.get(path) ?? new SocketIoEngine(settings);
    engines.set(path, door);
    doors.push(new Door(door, { namespace, dialects: [first, ...others], letsAnybodyIn }, { house, sessions }));
  }
  hub.addDoor({
    isWatching: (stream) => doors.some(({ audience }) => audience.isWatching(stream)),
    hear({ stream, events }) {
      if (!isRoomStream(stream.name)) return;
      for (const { event } of events) {
        order.add(stream.epoch, event.seq);
        for (const { audience } of doors) audience.hear(event as RoomEvent, stream);
      }
    },
    signal: (signal, except) => doors.forEach(({ audience }) => audience.signal(signal, except)),
    moved: (stream, user, here) => doors.forEach(({ audience }) => audience.moved(stream, user, here)),
  });
  const onLoopback = isLoopback(environment.HOST);

  return {
    /** The paths that a dialect has besides its socket. */
    mountRest(http: HttpDoor): void {
      if (environment.DIALECTS.has("cafe")) http.route("/api/chat", cafeRest(house, origins));
    },
    /** The server exists only after its doors. */
    attach(running: TopicPublisher): void {
      server = running;
    },
    /** Undefined when the path is none of these doors. */
    answer(request: Request, path: string, running: Server<never>): Promise<Response> | undefined {
      const door = engines.get(path);
      if (!door) return undefined;
      const foreign = origins.isForeign(request);
      // On one's own machine pages of any origin may try things out, but never in the name of who is signed in.
      if (foreign && (!onLoopback || hasSession(request.headers.get("cookie")))) {
        return Promise.resolve(new Response("This page may not connect. See ALLOWED_ORIGINS.", { status: 403 }));
      }
      return allowPage(request, () => door.handle(request, running));
    },
  };
}

interface Place {
  readonly path: string;
  readonly namespace: string;
  readonly dialects: Partial<Record<DialectName, Dialect>>;
  readonly letsAnybodyIn: boolean;
}
