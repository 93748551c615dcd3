import { BOUNDS, isRoomStream, type RoomEvent, type StreamName } from "@parlor/protocol";
import type { Server } from "bun";
import type { DialectName } from "../config/dialect-names.ts";
import type { Environment } from "../config/environment.ts";
import { isLoopback } from "../config/loopback.ts";
import { leaverIn } from "../fan-out/event-frames.ts";
import type { Hub } from "../fan-out/hub.ts";
import type { HttpDoor } from "../http/http-door.ts";
import type { Origins } from "../identity/origins.ts";
import { hasSession } from "../identity/session-cookie.ts";
import { Newest } from "../limits/newest.ts";
import type { Parlor } from "../parlor.ts";
import { askingOf } from "./asking.ts";
import { cafe } from "./cafe/cafe.ts";
import { cafeRest } from "./cafe/rest.ts";
import { coached } from "./coached/coached.ts";
import { coachedRest } from "./coached/rest.ts";
import { fitness } from "./fitness/fitness.ts";
import { peerprep } from "./peerprep/peerprep.ts";
import { type Doors, EARLY, LATER } from "./peerprep/wording.ts";
import { ClientSessions } from "./socket-io/client-session.ts";
import { allowPage } from "./socket-io/cors.ts";
import type { Dialect } from "./socket-io/dialect.ts";
import { Door, type DoorSettings } from "./socket-io/door.ts";
import { RETURN_WITHIN_MS, SocketIoEngine } from "./socket-io/engine.ts";
import { SocketView } from "./socket-io/socket-view.ts";
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
const PEOPLE_REMEMBERED = 50_000;

/** Where the clients of four dialects knock. They share the door; what they say there is each dialect's own. */
export function socketIoDoors({ parlor, environment, origins }: SocketIoParts) {
  const { hub, streams, presence, engine, ask, household, greeting, visited } = parlor;
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
    lobbies: engine.lobbies,
    visited,
    settings: environment,
  };

  const conversations = coached(house);
  const doorsOfPeople: Doors = new Newest(PEOPLE_REMEMBERED);
  const parts = { doors: doorsOfPeople, now: () => household.now() };
  const places: readonly Place[] = [
    {
      path: "/socket.io/",
      namespace: "/",
      dialects: { cafe: cafe(house), fitness: fitness(house), peerprep: peerprep("peerprep", EARLY, parts) },
      letsAnybodyIn: "no",
    },
    {
      path: "/chat-service-api/socket.io/",
      namespace: "/",
      dialects: { peerprep: peerprep("peerprep-later", LATER, parts) },
      letsAnybodyIn: "without a token",
    },
    {
      path: "/woz/socket.io/",
      namespace: "/lobby",
      dialects: { coached: conversations.dialects.lobby },
      letsAnybodyIn: "always",
    },
    {
      path: "/woz/socket.io/",
      namespace: "/chat",
      dialects: { coached: conversations.dialects.chat },
      letsAnybodyIn: "always",
    },
  ];
  const takesPolling = environment.REDIS_URL === undefined || environment.STICKY_SESSIONS === "on";
  const engines = new Map<string, SocketIoEngine>();
  const doors: Door[] = [];
  for (const { path, namespace, dialects, letsAnybodyIn } of places) {
    const [first, ...others] = [...environment.DIALECTS].flatMap((name) => dialects[name] ?? []);
    if (!first) continue;
    const settings = { path, publisher, maxBytes: BOUNDS.frameBytes, maxWaitingBytes: MAX_WAITING_BYTES, takesPolling };
    const door = engines.get(path) ?? new SocketIoEngine(settings);
    engines.set(path, door);
    doors.push(new Door(door, { namespace, dialects: [first, ...others], letsAnybodyIn }, { house, sessions }));
  }
  conversations.start((dialect) => doors.find((door) => door.speaks(dialect))?.audience);
  hub.addDoor({
    isWatching: (stream) => doors.some(({ audience }) => audience.isWatching(stream)),
    hear({ stream, events }) {
      if (!isRoomStream(stream.name)) return;
      for (const { event } of events) {
        order.add(stream.epoch, event.seq);
        for (const { audience } of doors) audience.hear(event as RoomEvent, stream);
        const leaver = leaverIn(event, stream);
        if (leaver !== undefined) showOut(hub, leaver, stream.name, event.actor === leaver);
      }
    },
    signal: (signal, except) => doors.forEach(({ audience }) => audience.signal(signal, except)),
    moved: (stream, user, here) => doors.forEach(({ audience }) => audience.moved(stream, user, here)),
    visited: (visit) => doors.forEach(({ audience }) => audience.visited(visit)),
  });
  const onLoopback = isLoopback(environment.HOST);

  return {
    /** The paths that a dialect has besides its socket. */
    mountRest(http: HttpDoor): void {
      if (environment.DIALECTS.has("cafe")) http.route("/api/chat", cafeRest(house, origins));
      if (environment.DIALECTS.has("coached")) http.route("/woz/chat", coachedRest(house, { greeting, origins }));
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

/** Between the event that takes somebody the right to read and the next one. */
function showOut(hub: Pick<Hub, "viewersOf">, user: string, stream: StreamName, byThemselves: boolean): void {
  for (const viewer of hub.viewersOf(user)) {
    if (!(viewer instanceof SocketView) || !viewer.isWatching(stream)) continue;
    if (byThemselves) viewer.left(stream);
    else viewer.closeView(stream, "You are no longer a member of this room.");
  }
}

interface Place {
  readonly path: string;
  readonly namespace: string;
  readonly dialects: Partial<Record<DialectName, Dialect>>;
  readonly letsAnybodyIn: DoorSettings["letsAnybodyIn"];
}
