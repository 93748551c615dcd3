import {
  BOUNDS,
  type Presence,
  type PresenceSignal,
  type Present,
  type Status,
  type StreamName,
  type User,
} from "@parlor/protocol";
import type { Viewer } from "../fan-out/hub.ts";

export interface PresenceSettings {
  readonly graceMs: number;
  readonly coalesceMs: number;
  readonly tell: (signal: PresenceSignal) => void;
  /** At once: somebody is here who was not, or no longer is. */
  readonly moved: (stream: StreamName, user: User, here: boolean) => void;
  /** Other servers hear whom this one has there. Nobody: the person is gone from here. */
  readonly share: (stream: StreamName, user: string, present: Present | undefined) => void;
  /** Calls back later; returns how to call it off. */
  readonly later: (ms: number, act: () => void) => () => void;
}

/** One person in one room, over all connections and servers. */
interface Here<View> {
  readonly user: User;
  /** Views of this room that are open here, each with whether its person is at the keyboard. */
  readonly views: Map<View, Status>;
  /** The same on other servers, as those say. */
  readonly elsewhere: Map<string, Said>;
  /** Their last view here is gone, but only just. */
  leaving: { readonly as: Status; readonly callOff: () => void } | undefined;
}

/** What another server says of a person, and in which of its tellings. */
interface Said {
  readonly status: Status;
  readonly telling: number;
}

interface RoomPresence<View> {
  readonly people: Map<string, Here<View>>;
  /** Whose change was not told yet. */
  readonly changed: Set<string>;
  telling: boolean;
  /** Everybody as JSON, once somebody asked: each of a crowd that returns is shown those who came before. */
  list: string | undefined;
}

/** However many come and go, so many pauses later the others hear of it. */
const LONGEST_PAUSES = 8;

/** Who is in which room now. Never stored: it ends with the connections that make it. */
export class PresenceKeeper<View extends object = Viewer> {
  readonly #settings: PresenceSettings;
  readonly #rooms = new Map<StreamName, RoomPresence<View>>();
  readonly #tellings = new Map<string, number>();

  constructor(settings: PresenceSettings) {
    this.#settings = settings;
  }

  enter(stream: StreamName, user: User, view: View, status: Status): void {
    this.#change(stream, user, (here) => {
      here.leaving?.callOff();
      here.leaving = undefined;
      here.views.set(view, status);
    });
  }

  setStatus(stream: StreamName, userId: string, view: View, status: Status): void {
    const here = this.#rooms.get(stream)?.people.get(userId);
    if (here?.views.has(view)) this.#change(stream, here.user, () => here.views.set(view, status));
  }

  /** The person is shown as gone after the grace, unless one of their connections is back by then. */
  leave(stream: StreamName, userId: string, view: View, graceMs = this.#settings.graceMs): void {
    const here = this.#rooms.get(stream)?.people.get(userId);
    if (!here?.views.has(view)) return;
    const isLast = here.views.size === 1;
    this.#change(stream, here.user, () => {
      const as = statusHere(here) ?? "online";
      here.views.delete(view);
      if (!isLast || graceMs === 0) return;
      const gone = () => this.#change(stream, here.user, () => (here.leaving = undefined));
      here.leaving = { as, callOff: this.#settings.later(graceMs, gone) };
    });
  }

  /** The views of a room that are open here. */
  *viewers(stream: StreamName): Generator<View> {
    for (const { views } of this.#rooms.get(stream)?.people.values() ?? []) yield* views.keys();
  }

  isHere(stream: StreamName, userId: string): boolean {
    return this.#rooms.get(stream)?.people.has(userId) ?? false;
  }

  /** Everybody in a small room; in a large one the count. */
  snapshot(stream: StreamName): Presence {
    const people = this.#rooms.get(stream)?.people;
    if (!people) return { count: 0, people: [] };
    if (people.size > BOUNDS.membersListed) return { count: people.size };
    return { count: people.size, people: [...people.values()].map(present) };
  }

  /** The same as it travels. */
  snapshotJson(stream: StreamName): string {
    const room = this.#rooms.get(stream);
    if (!room || room.people.size > BOUNDS.membersListed) return JSON.stringify(this.snapshot(stream));
    room.list ??= Array.from(room.people.values(), asJson).join();
    return `{"count":${room.people.size},"people":[${room.list}]}`;
  }

  /** Whom this server has there. */
  *own(stream: StreamName): Generator<Present> {
    for (const here of this.#rooms.get(stream)?.people.values() ?? []) {
      const status = statusHere(here);
      if (status) yield presentAs(here.user, status);
    }
  }

  /** Where this server has people. */
  *ownRooms(): Generator<StreamName> {
    for (const [stream, { people }] of this.#rooms) {
      if (people.values().some((here) => statusHere(here) !== undefined)) yield stream;
    }
  }

  /** Another server has this person there, or has no longer. */
  elsewhere(stream: StreamName, server: string, { id, name, guest }: Omit<Present, "status">, status?: Status): void {
    if (!status && !this.#rooms.get(stream)?.people.has(id)) return;
    this.#change(stream, { id, name, ...(guest && { guest }) }, ({ elsewhere }) => {
      if (status) elsewhere.set(server, { status, telling: this.#tellings.get(server) ?? 0 });
      else elsewhere.delete(server);
    });
  }

  /** Of what a server said about a room, or about all rooms, nothing holds but this. */
  onlyElsewhere(server: string, stream?: StreamName, people: readonly Present[] = []): void {
    const still = new Set(people.map(({ id }) => id));
    for (const [name, room] of this.#rooms) {
      if (stream !== undefined && name !== stream) continue;
      for (const { user, elsewhere } of room.people.values()) {
        if (elsewhere.has(server) && !still.has(user.id)) this.elsewhere(name, server, user);
      }
    }
    if (stream !== undefined) for (const one of people) this.elsewhere(stream, server, one, one.status);
  }

  /** That server begins to say anew whom it has where: what it said before may be long over. */
  tellsAnew(server: string): void {
    this.#tellings.set(server, (this.#tellings.get(server) ?? 0) + 1);
  }

  /** It had time to say it all: what it did not say again does not hold. */
  hasToldAll(server: string): void {
    const telling = this.#tellings.get(server) ?? 0;
    for (const [stream, room] of this.#rooms) {
      for (const { user, elsewhere } of room.people.values()) {
        if ((elsewhere.get(server)?.telling ?? telling) < telling) this.elsewhere(stream, server, user);
      }
    }
  }

  /** Nobody here looks at the room any more, so what others say about it is not heard. */
  forgetElsewhere(stream: StreamName): void {
    for (const { user, elsewhere } of this.#rooms.get(stream)?.people.values() ?? []) {
      for (const server of elsewhere.keys()) this.elsewhere(stream, server, user);
    }
  }

  /** Tells whoever has to know, if the change makes a difference to them. */
  #change(stream: StreamName, user: User, change: (here: Here<View>) => void): void {
    const room = this.#room(stream);
    const known = room.people.get(user.id);
    const here = known ?? { user, views: new Map(), elsewhere: new Map(), leaving: undefined };
    const ownBefore = statusHere(here);
    const before = known && statusOf(here);
    change(here);
    const own = statusHere(here);
    const after = statusOf(here);

    if (after === undefined) room.people.delete(user.id);
    else if (!known) room.people.set(user.id, here);
    if (own !== ownBefore) this.#settings.share(stream, user.id, own && presentAs(here.user, own));
    if (after !== before) {
      const isListed = !known && room.list && room.people.size <= BOUNDS.membersListed;
      // Joined and not added: a text of a hundred pieces costs more to read than one costs to copy.
      room.list = isListed ? [room.list, asJson(here)].join() : undefined;
      this.#changed(stream, room, user.id);
    }
    if ((after === undefined) !== (before === undefined)) this.#settings.moved(stream, here.user, after !== undefined);
  }

  #room(stream: StreamName): RoomPresence<View> {
    const known = this.#rooms.get(stream);
    if (known) return known;
    const room: RoomPresence<View> = { people: new Map(), changed: new Set(), telling: false, list: undefined };
    this.#rooms.set(stream, room);
    return room;
  }

  #changed(stream: StreamName, room: RoomPresence<View>, userId: string): void {
    room.changed.add(userId);
    if (room.telling) return;
    room.telling = true;
    this.#tellOnceQuiet(stream, room, this.#pauseMs(room));
  }

  /** The more people, the more of them move at once, and the less it matters who does. */
  #pauseMs(room: RoomPresence<View>): number {
    return Math.min(this.#settings.coalesceMs + room.people.size, this.#longestMs);
  }

  get #longestMs(): number {
    return this.#settings.coalesceMs * LONGEST_PAUSES;
  }

  /**
   * A telling is a write for each who looks on. So it waits while more still come or go: when hundreds return at once,
   * each hears of the others once, and not once for every few of them.
   */
  #tellOnceQuiet(stream: StreamName, room: RoomPresence<View>, pauseMs: number, waitedMs = 0): void {
    const known = room.changed.size;
    const sliceMs = pauseMs / 2;
    this.#settings.later(sliceMs, () => {
      const waited = waitedMs + sliceMs;
      const isQuiet = waited >= pauseMs && room.changed.size === known;
      if (isQuiet || waited >= this.#longestMs) this.#tell(stream, room);
      else this.#tellOnceQuiet(stream, room, pauseMs, waited);
    });
  }

  #tell(stream: StreamName, room: RoomPresence<View>): void {
    const changed = [...room.changed];
    room.changed.clear();
    room.telling = false;
    const count = room.people.size;
    if (count === 0) this.#rooms.delete(stream);

    if (count > BOUNDS.membersListed) {
      this.#settings.tell({ stream, kind: "presence", count });
      return;
    }
    const here = changed.flatMap((id) => room.people.get(id) ?? []).map(present);
    const gone = changed.filter((id) => !room.people.has(id));
    this.#settings.tell({ stream, kind: "presence", count, here, gone });
  }
}

/** Nobody: this server has no view of theirs, and the grace is over. */
function statusHere({ views, leaving }: Here<object>): Status | undefined {
  return best(views.values()) ?? leaving?.as;
}

/** At the keyboard anywhere is at the keyboard. */
function statusOf(here: Here<object>): Status | undefined {
  const own = statusHere(here);
  return own === "online" ? own : (best(here.elsewhere.values().map(({ status }) => status)) ?? own);
}

function best(statuses: Iterable<Status>): Status | undefined {
  let found: Status | undefined;
  for (const status of statuses) {
    if (status === "online") return status;
    found = status;
  }
  return found;
}

const present = (here: Here<object>): Present => presentAs(here.user, statusOf(here) ?? "online");

const asJson = (here: Here<object>): string => JSON.stringify(present(here));

const presentAs = ({ id, name, guest }: User, status: Status): Present => ({
  id,
  name,
  ...(guest && { guest }),
  status,
});
