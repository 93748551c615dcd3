import {
  BOUNDS,
  type Presence,
  type PresenceSignal,
  type Present,
  type Status,
  type StreamName,
  type User,
} from "@parlor/protocol";

export interface PresenceSettings {
  readonly graceMs: number;
  readonly coalesceMs: number;
  readonly tell: (signal: PresenceSignal) => void;
  /** At once: somebody is here who was not, or no longer is. */
  readonly moved: (stream: StreamName, user: User, here: boolean) => void;
  /** Calls back later; returns how to call it off. */
  readonly later: (ms: number, act: () => void) => () => void;
}

/** One person in one room, over all connections. */
interface Here {
  readonly user: User;
  /** Views of this room that are open, each with whether its person is at the keyboard. */
  readonly views: Map<object, Status>;
  callOffLeaving: (() => void) | undefined;
}

interface RoomPresence {
  readonly people: Map<string, Here>;
  /** Whose change was not told yet. */
  readonly changed: Set<string>;
  telling: boolean;
}

/** Who is in which room now. Never stored: it ends with the connections that make it. */
export class PresenceKeeper {
  readonly #settings: PresenceSettings;
  readonly #rooms = new Map<StreamName, RoomPresence>();

  constructor(settings: PresenceSettings) {
    this.#settings = settings;
  }

  enter(stream: StreamName, user: User, view: object, status: Status): void {
    const room = this.#room(stream);
    const here = room.people.get(user.id);
    if (here) {
      here.callOffLeaving?.();
      here.callOffLeaving = undefined;
      const before = statusOf(here);
      here.views.set(view, status);
      if (statusOf(here) !== before) this.#changed(stream, room, user.id);
      return;
    }
    room.people.set(user.id, { user, views: new Map([[view, status]]), callOffLeaving: undefined });
    this.#changed(stream, room, user.id);
    this.#settings.moved(stream, user, true);
  }

  setStatus(stream: StreamName, userId: string, view: object, status: Status): void {
    const room = this.#rooms.get(stream);
    const here = room?.people.get(userId);
    if (!room || !here?.views.has(view)) return;

    const before = statusOf(here);
    here.views.set(view, status);
    if (statusOf(here) !== before) this.#changed(stream, room, userId);
  }

  /** The person is shown as gone after the grace, unless one of their connections is back by then. */
  leave(stream: StreamName, userId: string, view: object, graceMs = this.#settings.graceMs): void {
    const room = this.#rooms.get(stream);
    const here = room?.people.get(userId);
    if (!room || !here?.views.delete(view) || here.views.size > 0) return;

    const gone = () => {
      room.people.delete(userId);
      this.#changed(stream, room, userId);
      this.#settings.moved(stream, here.user, false);
    };
    if (graceMs === 0) gone();
    else here.callOffLeaving = this.#settings.later(graceMs, gone);
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

  #room(stream: StreamName): RoomPresence {
    const known = this.#rooms.get(stream);
    if (known) return known;
    const room: RoomPresence = { people: new Map(), changed: new Set(), telling: false };
    this.#rooms.set(stream, room);
    return room;
  }

  #changed(stream: StreamName, room: RoomPresence, userId: string): void {
    room.changed.add(userId);
    if (room.telling) return;
    room.telling = true;
    this.#settings.later(this.#settings.coalesceMs, () => this.#tell(stream, room));
  }

  #tell(stream: StreamName, room: RoomPresence): void {
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

/** At the keyboard anywhere is at the keyboard. */
function statusOf({ views }: Here): Status {
  for (const status of views.values()) if (status === "online") return "online";
  return "away";
}

function present(here: Here): Present {
  const { id, name, guest } = here.user;
  return { id, name, ...(guest && { guest }), status: here.views.size === 0 ? "online" : statusOf(here) };
}
