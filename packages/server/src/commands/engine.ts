import {
  type CommandName,
  type Payload,
  queueStream,
  type Reply,
  type Status,
  type StreamName,
} from "@parlor/protocol";
import type { QueueState, RoomState } from "@parlor/rules";
import type { Kinds } from "../config/kinds.ts";
import type { RoomNews } from "../fan-out/room-news.ts";
import type { Hub, Viewer } from "../fan-out/hub.ts";
import type { Person } from "../identity/person.ts";
import type { SenderMemories } from "../limits/sender-memories.ts";
import type { Lobbies } from "../lobby/lobbies.ts";
import type { Whereabouts } from "../presence/whereabouts.ts";
import type { Catalog } from "../storage/catalog.ts";
import type { RoomTopics } from "../topics/room-topics.ts";
import type { SendLimits } from "../limits/send-limits.ts";
import type { PresenceKeeper } from "../presence/presence.ts";
import type { Typists } from "../presence/typists.ts";
import type { Store } from "../storage/store.ts";
import type { Outcome } from "../outcome.ts";
import type { DecisionView } from "../streams/decision.ts";
import type { StreamState } from "../streams/stream-state.ts";
import type { Journal } from "../streams/journal.ts";
import type { OpenStreams } from "../streams/open-streams.ts";
import type { RawJson } from "../encoding/raw-json.ts";

/** What commands may use. Each takes from it exactly what it needs. */
export interface Engine {
  readonly journal: Pick<Journal, "submit">;
  readonly streams: Pick<OpenStreams, "open" | "peek" | "reach">;
  readonly store: Pick<Store, "read" | "summaries" | "listed" | "queues" | "streamOf">;
  readonly kinds: Pick<Kinds, "get" | "all" | "refresh">;
  readonly hub: Pick<Hub, "signal" | "viewersOf">;
  readonly presence: PresenceKeeper;
  readonly typists: Typists;
  readonly whereabouts: Whereabouts;
  readonly limits: SendLimits;
  readonly senders: SenderMemories;
  readonly lobbies: Lobbies;
  readonly news: Pick<RoomNews, "follow">;
  readonly topics: RoomTopics;
  readonly catalog: Pick<Catalog, "find" | "item">;
  /** Whoever is gone gets up from their seat in this room now, and not only when it has waited long enough. */
  readonly clearSeats: (room: string) => Promise<void>;
  readonly newId: () => string;
}

/** Who asks, and how they can be shown things from now on. */
export interface Caller {
  readonly person: Person;
  /** The connection, where there is one: a REST call watches nothing. */
  readonly view: View | undefined;
}

export interface View extends Viewer {
  /**
   * Live events of the stream reach this connection from this very moment. False when it watches too much already.
   * `since` is remembered of who only looks on where history begins with one's joining.
   */
  watch(stream: StreamName, since?: number): boolean;
  unwatch(stream: StreamName): void;
  readonly watched: ReadonlySet<StreamName>;
  status: Status;
  /** A frame besides the reply, in order with everything else. */
  send(frame: string): void;
  /** Nothing to wait for while the reader keeps up. Otherwise resolves when they have read what was sent, or are gone. */
  untilRead(): Promise<void> | undefined;
}

/** A reply may come as text that is JSON already: pages of events are never parsed on their way out. */
export type HandlerReply<Name extends CommandName> = Reply<Name> | RawJson;

export type Handler<Name extends CommandName> = (
  payload: Payload<Name>,
  caller: Caller,
  engine: Engine,
  print: number,
) => Promise<Outcome<HandlerReply<Name>>> | Outcome<HandlerReply<Name>>;

/** A room's state, from a decision's view or from the stream in memory. */
export function roomIn(
  from: Pick<DecisionView, "state"> | { readonly state: StreamState } | undefined,
  stream: StreamName,
): RoomState | undefined {
  const state = typeof from?.state === "function" ? from.state(stream) : from?.state;
  return state as RoomState | undefined;
}

/** The queue that a room's request belongs to, when it came from one. */
export function queueOf(room: RoomState, view: Pick<DecisionView, "state">): QueueState | undefined {
  const queue = room.about?.queue;
  return queue === undefined ? undefined : (view.state(queueStream(queue)) as QueueState | undefined);
}
