import {
  type CloseReason,
  isInboxStream,
  type Signal,
  type StreamName,
  streamSubject,
  type User,
} from "@parlor/protocol";
import { isReadable, type RoomState } from "@parlor/rules";
import type { Person } from "../identity/person.ts";
import type { LobbyVisit } from "../lobby/lobby-visit.ts";
import type { Committed } from "../streams/journal.ts";
import type { OpenStream } from "../streams/open-stream.ts";
import { type Apart, eventFrames } from "./event-frames.ts";
import { viewerSight } from "./viewer-sight.ts";

/** One connection, as the hub knows it. */
export interface Viewer {
  readonly person: Person | undefined;
  /** By which it came in; absent for the native one. */
  readonly door?: string;
  /** What waits for it, where that is known. */
  readonly waitingBytes?: number;
  isWatching(stream: StreamName): boolean;
  /** Ends a view from the server's side, and says so. */
  closeView(stream: StreamName, reason: string): void;
  unwatch(stream: StreamName): void;
  /** Its door closes its views by itself, between what it still may hear and what it may not. */
  readonly isShownOutByItsDoor?: true;
  hangUp(reason: CloseReason, sentence: string): void;
  /** Where its person only looks on in a room whose history begins with one's joining: the head when they began to. */
  since?(stream: StreamName): number | undefined;
  /** What is in its person's inbox. Doors with words of their own hear of it as events. */
  hear?(frame: string): void;
  /** What not everybody who watches may hear, in order with what is published to all. */
  hearNow?(frame: string): void;
  /** To everybody who watches the stream, except this connection. False when it is gone, and nothing was told. */
  publish(stream: StreamName, frame: string): boolean;
}

/** The part of Bun's server that does the work: each frame is handed over once, whoever many listen. */
export interface Publisher {
  publish(topic: string, frame: string): unknown;
  subscriberCount(topic: string): number;
}

export type Listener = (committed: Committed) => void;

/** A door besides the native one, which tells its people what happens in words of its own. */
export interface OtherDoor {
  /** Whether anybody watches through it. */
  isWatching(stream: StreamName): boolean;
  /** What is committed, once and in order. */
  hear(committed: Committed): void;
  /** Never for the one connection that it comes from. */
  signal(signal: Signal, except: Viewer | undefined): void;
  /** Somebody is in a room who was not, or no longer is. */
  moved(stream: StreamName, user: User, here: boolean): void;
  /** Somebody came to a lobby or left it, on whatever server. */
  visited?(visit: LobbyVisit): void;
}

/** Who is connected to this server, and the one place from which they hear. */
export class Hub {
  readonly #viewersIn: (room: StreamName) => Iterable<Viewer>;
  #publisher: Publisher | undefined;
  /** Most people have one connection, and a set for one costs more than the connection's own state. */
  readonly #viewers = new Map<string, Viewer | Set<Viewer>>();
  readonly #listeners = new Set<Listener>();
  readonly #otherDoors: OtherDoor[] = [];
  /** Frames with events, times who they were handed to. */
  deliveries = 0;

  /** `viewersIn` are those who watch a room. */
  constructor(viewersIn: (room: StreamName) => Iterable<Viewer>) {
    this.#viewersIn = viewersIn;
  }

  /** The server exists only after the hub: what it serves needs the hub. */
  attach(publisher: Publisher): void {
    this.#publisher = publisher;
  }

  enter(user: string, viewer: Viewer): void {
    const known = this.#viewers.get(user);
    if (known instanceof Set) known.add(viewer);
    else this.#viewers.set(user, known ? new Set([known, viewer]) : viewer);
  }

  leave(user: string, viewer: Viewer): void {
    const known = this.#viewers.get(user);
    if (known instanceof Set) known.delete(viewer);
    if (known === viewer || (known instanceof Set && known.size === 0)) this.#viewers.delete(user);
  }

  get connections(): number {
    return this.#viewers.values().reduce((sum, known) => sum + (known instanceof Set ? known.size : 1), 0);
  }

  get people(): number {
    return this.#viewers.size;
  }

  everybody(): Viewer[] {
    return [...this.#viewers.values()].flatMap((known) => (known instanceof Set ? [...known] : known));
  }

  viewersOf(user: string): Iterable<Viewer> {
    const known = this.#viewers.get(user);
    if (known instanceof Set) return known;
    return known ? [known] : [];
  }

  /** A sign-out is final: whoever is connected with the session, or with any of the user's, must go. */
  signedOut(user: string, session: string | undefined): void {
    for (const viewer of this.viewersOf(user)) {
      const own = viewer.person?.session;
      if (own !== undefined && (session === undefined || own === session)) {
        viewer.hangUp("signedOut", "You have signed out.");
      }
    }
  }

  /** Whoever signed in here, by the session that they are connected with. */
  sessions(): Map<string, string> {
    const sessions = new Map<string, string>();
    for (const { person } of this.everybody()) {
      if (person?.session !== undefined) sessions.set(person.session, person.user.id);
    }
    return sessions;
  }

  isWatched(stream: StreamName): boolean {
    return this.#subscribers(stream) > 0 || this.#otherDoors.some((door) => door.isWatching(stream));
  }

  addDoor(door: OtherDoor): void {
    this.#otherDoors.push(door);
  }

  /** Hears everything that is committed, once, as events. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(committed: readonly Committed[]): void {
    for (const one of committed) {
      const subscribers = this.#subscribers(one.stream.name);
      if (subscribers > 0) {
        for (const { frame, leavers, apart } of eventFrames(one)) {
          this.deliveries += subscribers;
          if (apart) this.#tellApart(one.stream, frame, apart);
          else this.publish(one.stream.name, frame);
          for (const user of leavers) this.#showOut(user, one.stream.name);
        }
      }
      for (const door of this.#otherDoors) door.hear(one);
      for (const listener of this.#listeners) listener(one);
    }
  }

  signal(signal: Signal, except?: Viewer): void {
    const frame = JSON.stringify({ type: "signal", payload: signal });
    // Who left while they typed stops typing all the same, and the others must hear of it.
    if (!except?.publish(signal.stream, frame)) this.publish(signal.stream, frame);
    for (const door of this.#otherDoors) door.signal(signal, except);
  }

  moved(stream: StreamName, user: User, here: boolean): void {
    for (const door of this.#otherDoors) door.moved(stream, user, here);
  }

  visited(visit: LobbyVisit): void {
    for (const door of this.#otherDoors) door.visited?.(visit);
  }

  /**
   * To everybody who watches through the native door. An inbox has few connections, and a topic for each person would
   * cost every idle connection more than all else that is kept of it.
   */
  publish(stream: StreamName, frame: string): void {
    if (isInboxStream(stream)) for (const viewer of this.viewersOf(streamSubject(stream))) viewer.hear?.(frame);
    else this.#publisher?.publish(stream, frame);
  }

  /** What is for some: seldom, so one by one is cheap. */
  #tellApart(stream: OpenStream, frame: string, { event, instead }: Apart): void {
    const room = stream.state as RoomState;
    for (const viewer of this.#viewersIn(stream.name)) {
      viewer.hearNow?.(isReadable(event, viewerSight(room, viewer)) ? frame : instead);
    }
  }

  #subscribers(stream: StreamName): number {
    if (!isInboxStream(stream)) return this.#publisher?.subscriberCount(stream) ?? 0;
    const known = this.#viewers.get(streamSubject(stream));
    return known instanceof Set ? known.size : known ? 1 : 0;
  }

  #showOut(user: string, stream: StreamName): void {
    for (const viewer of this.viewersOf(user)) {
      if (viewer.isShownOutByItsDoor || !viewer.isWatching(stream)) continue;
      viewer.closeView(stream, "You are no longer a member of this room.");
    }
  }
}
