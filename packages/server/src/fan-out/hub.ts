import type { CloseReason, Signal, StreamName } from "@parlor/protocol";
import type { Person } from "../identity/person.ts";
import type { Committed } from "../streams/journal.ts";
import { eventFrames } from "./event-frames.ts";

/** One connection, as the hub knows it. */
export interface Viewer {
  readonly person: Person | undefined;
  isWatching(stream: StreamName): boolean;
  /** Ends a view from the server's side, and says so. */
  closeView(stream: StreamName, reason: string): void;
  hangUp(reason: CloseReason, sentence: string): void;
  /** To everybody who watches the stream, except this connection. */
  publish(stream: StreamName, frame: string): void;
}

/** The part of Bun's server that does the work: each frame is handed over once, whoever many listen. */
export interface Publisher {
  publish(topic: string, frame: string): unknown;
  subscriberCount(topic: string): number;
}

export type Listener = (committed: Committed) => void;

/** Who is connected to this server, and the one place from which they hear. */
export class Hub {
  #publisher: Publisher | undefined;
  readonly #viewers = new Map<string, Set<Viewer>>();
  readonly #listeners = new Set<Listener>();

  /** The server exists only after the hub: what it serves needs the hub. */
  attach(publisher: Publisher): void {
    this.#publisher = publisher;
  }

  enter(user: string, viewer: Viewer): void {
    const viewers = this.#viewers.get(user);
    if (viewers) viewers.add(viewer);
    else this.#viewers.set(user, new Set([viewer]));
  }

  leave(user: string, viewer: Viewer): void {
    const viewers = this.#viewers.get(user);
    viewers?.delete(viewer);
    if (viewers?.size === 0) this.#viewers.delete(user);
  }

  get connections(): number {
    return this.#viewers.values().reduce((sum, viewers) => sum + viewers.size, 0);
  }

  get people(): number {
    return this.#viewers.size;
  }

  viewersOf(user: string): Iterable<Viewer> {
    return this.#viewers.get(user) ?? [];
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

  isWatched(stream: StreamName): boolean {
    return (this.#publisher?.subscriberCount(stream) ?? 0) > 0;
  }

  /** Hears everything that is committed, once, as events. For what is not a socket of the native door. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(committed: readonly Committed[]): void {
    for (const one of committed) {
      if (this.isWatched(one.stream.name)) {
        for (const { frame, leavers } of eventFrames(one)) {
          this.#publisher?.publish(one.stream.name, frame);
          for (const user of leavers) this.#showOut(user, one.stream.name);
        }
      }
      for (const listener of this.#listeners) listener(one);
    }
  }

  signal(signal: Signal, except?: Viewer): void {
    const frame = JSON.stringify({ type: "signal", payload: signal });
    if (except) except.publish(signal.stream, frame);
    else this.#publisher?.publish(signal.stream, frame);
  }

  #showOut(user: string, stream: StreamName): void {
    for (const viewer of this.viewersOf(user)) {
      if (viewer.isWatching(stream)) viewer.closeView(stream, "You are no longer a member of this room.");
    }
  }
}
