import {
  type Kind,
  type LobbyRoom,
  type LobbySignal,
  queueStream,
  roomStream,
  type StreamName,
  SYSTEM,
} from "@parlor/protocol";
import {
  closeRoom,
  lobbyChange,
  lobbyRoom,
  lobbyUpkeep,
  openLobbyRoom,
  PAGE_CHANGE_MS,
  type RoomState,
} from "@parlor/rules";
import type { Kinds } from "../config/kinds.ts";
import type { Person } from "../identity/person.ts";
import type { Whereabouts } from "../presence/whereabouts.ts";
import type { Store } from "../storage/store.ts";
import type { Committed, Journal } from "../streams/journal.ts";
import type { OpenStreams } from "../streams/open-streams.ts";
import { queueScene } from "../clock/chores.ts";

export interface LobbiesSettings {
  readonly journal: Pick<Journal, "submit">;
  readonly streams: Pick<OpenStreams, "open">;
  readonly store: Pick<Store, "openRooms">;
  readonly kinds: Pick<Kinds, "get">;
  readonly whereabouts: Pick<Whereabouts, "goneSince">;
  readonly newId: () => string;
  readonly now: () => number;
  readonly tell: (signal: LobbySignal) => void;
  readonly later: (ms: number, act: () => void) => () => void;
  readonly report: (error: unknown) => void;
}

interface Host {
  readonly person: Person;
  interests: readonly string[];
}

/** One lobby as this server sees it. */
interface Lobby {
  readonly kind: string;
  readonly rooms: Map<string, RoomState>;
  readonly hosts: Map<string, Host>;
  shown: readonly LobbyRoom[];
  telling: boolean;
}

const COALESCE_MS = 50;

/** The rooms that lobbies lead to, who receives people there, and what those who look at a lobby are told. */
export class Lobbies {
  readonly #settings: LobbiesSettings;
  readonly #lobbies = new Map<string, Promise<Lobby>>();
  readonly #open = new Map<string, Lobby>();

  constructor(settings: LobbiesSettings) {
    this.#settings = settings;
  }

  /** What a lobby shows now. */
  async look(kind: string): Promise<readonly LobbyRoom[]> {
    return this.#listOf(await this.#lobby(kind));
  }

  /** The same, where somebody looks at it already. */
  now(kind: string): readonly LobbyRoom[] {
    const lobby = this.#open.get(kind);
    return lobby ? this.#listOf(lobby) : [];
  }

  /** What those who look at it have been shown last. */
  shown(kind: string): readonly LobbyRoom[] {
    return this.#open.get(kind)?.shown ?? [];
  }

  /** All its open rooms, also those that it does not show. */
  async rooms(kind: string): Promise<readonly RoomState[]> {
    return [...(await this.#lobby(kind)).rooms.values()];
  }

  /** From now on while they stay, the host has a room for each interest. */
  async goOnline(kind: Kind, person: Person, interests: readonly string[]): Promise<readonly string[]> {
    const lobby = await this.#lobby(kind.name);
    lobby.hosts.set(person.user.id, { person, interests });
    await this.#upkeep(lobby, person.user.id);
    return roomsOf(lobby, person.user.id).map(({ id }) => id);
  }

  async goOffline(kind: string, user: string): Promise<void> {
    const lobby = await this.#lobby(kind);
    const host = lobby.hosts.get(user);
    if (!host) return;
    host.interests = [];
    await this.#upkeep(lobby, user);
    lobby.hosts.delete(user);
  }

  /** Something happened in a room. */
  committed({ stream, events }: Committed): void {
    const room = stream.state as RoomState | undefined;
    if (room?.kind?.join !== "lobby") return;
    const lobby = this.#open.get(room.kind.name);
    if (!lobby) return;

    if (room.closed) lobby.rooms.delete(room.id);
    else lobby.rooms.set(room.id, room);
    this.#show(lobby);
    const host = room.about?.host?.id;
    // The conversation is over and its host still here: the next one can begin.
    if (host !== undefined && events.some(({ event }) => event.type === "room_closed")) this.#keepUp(lobby, host);
  }

  /** Something happened on another server in a room that a lobby leads to. */
  heardOf(kind: string, room: StreamName): void {
    if (!this.#open.has(kind)) return;
    const look = async () => this.committed({ stream: await this.#settings.streams.open(room), events: [] });
    look().catch(this.#settings.report);
  }

  /** Somebody came or went. */
  moved(user: string): void {
    for (const lobby of this.#open.values()) {
      const isConcerned = (room: RoomState) => room.members.has(user) || room.about?.host?.id === user;
      if (!lobby.hosts.has(user) && ![...lobby.rooms.values()].some(isConcerned)) continue;
      this.#show(lobby);
      this.#letGo(lobby, user);
    }
  }

  /** Whoever does not come back soon is a ghost in the rooms that wait, and receives nobody any more. */
  #letGo(lobby: Lobby, user: string): void {
    const { whereabouts, now, later, report } = this.#settings;
    const since = whereabouts.goneSince(user);
    if (since === undefined) return;
    const leftMs = since + PAGE_CHANGE_MS - now();
    if (leftMs > 0) {
      later(leftMs, () => this.#letGo(lobby, user));
      return;
    }
    this.#show(lobby);
    this.goOffline(lobby.kind, user).catch(report);
  }

  #keepUp(lobby: Lobby, user: string): void {
    this.#upkeep(lobby, user).catch(this.#settings.report);
  }

  async #upkeep(lobby: Lobby, user: string): Promise<void> {
    const host = lobby.hosts.get(user);
    const kind = this.#settings.kinds.get(lobby.kind);
    if (!host || !kind) return;

    const { open, close } = lobbyUpkeep({ id: user }, host.interests, [...lobby.rooms.values()]);
    for (const subject of open) await this.#openRoom(kind, host.person, subject);
    for (const room of close) await this.#closeRoom(room.id);
  }

  async #openRoom(kind: Kind, { user }: Person, subject: string): Promise<void> {
    const room = this.#settings.newId();
    const stream = roomStream(room);
    await this.#settings.journal.submit({
      actor: user.id,
      streams: [stream],
      decide: () => ({ drafts: [{ stream, draft: openLobbyRoom(kind, user, subject) }], reply: () => room }),
      repeated: () => room,
    });
  }

  async #closeRoom(id: string): Promise<void> {
    const stream = roomStream(id);
    await this.#settings.journal.submit({
      actor: SYSTEM,
      streams: [stream],
      decide: (view) => {
        const room = view.state(stream) as RoomState | undefined;
        const drafts = room ? closeRoom(room, "", undefined, queueScene(view, this.#settings.whereabouts)) : [];
        return { drafts, reply: () => id };
      },
      repeated: () => id,
    });
  }

  #show(lobby: Lobby): void {
    if (lobby.telling) return;
    lobby.telling = true;
    this.#settings.later(COALESCE_MS, () => {
      lobby.telling = false;
      const after = this.#listOf(lobby);
      const change = lobbyChange(lobby.shown, after);
      lobby.shown = after;
      if (!change) return;
      const { rooms, gone } = change;
      const stream = queueStream(lobby.kind);
      this.#settings.tell({ stream, kind: "lobby", rooms, ...(gone.length > 0 && { gone }) });
    });
  }

  #listOf(lobby: Lobby): LobbyRoom[] {
    const { whereabouts, now } = this.#settings;
    return [...lobby.rooms.values()].flatMap((room) => lobbyRoom(room, now(), whereabouts.goneSince) ?? []);
  }

  #lobby(kind: string): Promise<Lobby> {
    const known = this.#lobbies.get(kind);
    if (known) return known;
    const loading = this.#load(kind);
    this.#lobbies.set(kind, loading);
    loading.catch(() => this.#lobbies.delete(kind));
    return loading;
  }

  async #load(kind: string): Promise<Lobby> {
    const lobby: Lobby = { kind, rooms: new Map(), hosts: new Map(), shown: [], telling: false };
    // Listened to before it is read: what happens meanwhile is newer than what is read.
    this.#open.set(kind, lobby);
    for (const id of await this.#settings.store.openRooms(kind, MAX_ROOMS)) {
      const room = (await this.#settings.streams.open(roomStream(id))).state as RoomState | undefined;
      if (room && !room.closed) lobby.rooms.set(id, room);
    }
    lobby.shown = this.#listOf(lobby);
    // Those who were here before this server began have as long to come back.
    this.#settings.later(PAGE_CHANGE_MS, () => this.#show(lobby));
    return lobby;
  }
}

/** More rooms than anybody can look through. */
const MAX_ROOMS = 1_000;

const roomsOf = (lobby: Lobby, host: string): RoomState[] =>
  [...lobby.rooms.values()].filter((room) => room.about?.host?.id === host);
