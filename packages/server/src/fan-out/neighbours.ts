import { isRoomStream, type Present, type Signal, type StreamName, type User } from "@parlor/protocol";
import { isRevision, type RoomState } from "@parlor/rules";
import type { SessionWatch } from "../identity/session-watch.ts";
import type { PresenceKeeper } from "../presence/presence.ts";
import type { Typists } from "../presence/typists.ts";
import type { Committed } from "../streams/journal.ts";
import type { Encoded } from "../streams/open-stream.ts";
import type { OpenStreams } from "../streams/open-streams.ts";
import { type Bus, type Channel, FLEET } from "./bus.ts";
import type { Fleet } from "./fleet.ts";
import type { Hub } from "./hub.ts";
import { newsWords, presenceWords, signalWords, streamWords, typingWords, WHO } from "./words.ts";

export interface NeighboursParts {
  readonly bus: Bus;
  readonly fleet: Fleet;
  readonly hub: Pick<Hub, "signal">;
  readonly streams: Pick<OpenStreams, "hear" | "checkAll" | "dropUnused" | "names">;
  readonly presence: PresenceKeeper;
  readonly typists: Typists;
  readonly sessionWatch: Pick<SessionWatch, "start" | "stop">;
  readonly later: (ms: number, act: () => void) => () => void;
  readonly report: (error: unknown) => void;
}

/** While the bus is away, whatever others store is here after this long; otherwise what was lost on it. */
const CHECK_AWAY_MS = 2_000;
const CHECK_MS = 4_000;
const DROP_UNUSED_MS = 30_000;
const PRESENCE_MS = 100;
/** People in one word about presence. */
const PEOPLE_AT_ONCE = 500;

/** The other servers: what this one tells them about streams, and what it does about what they tell. */
export class Neighbours {
  readonly #parts: NeighboursParts;
  readonly #presence = new Map<StreamName, Map<string, Present | undefined>>();
  #callOffCheck: (() => void) | undefined;
  #callOffDrop: (() => void) | undefined;
  #stopped = false;

  constructor(parts: NeighboursParts) {
    this.#parts = parts;
    parts.bus.listen({
      hear: (channel, server, words) => this.#hear(channel, server, words),
      wentAway: () => {
        parts.fleet.wentAway();
        this.#checkIn(0);
      },
      cameBack: () => this.#cameBack(),
    });
    parts.fleet.onIntroduction(() => this.#introduce());
  }

  start(): void {
    this.#parts.fleet.start();
    this.#parts.sessionWatch.start();
    this.#checkIn(CHECK_MS);
    this.#dropLater();
  }

  /** From now on others do without us; what they say is still heard. */
  sayGoodbye(): void {
    this.#parts.fleet.sayGoodbye();
  }

  stop(): void {
    this.#stopped = true;
    this.#callOffCheck?.();
    this.#callOffDrop?.();
    this.#parts.fleet.stop();
    this.#parts.sessionWatch.stop();
  }

  async follow(stream: StreamName): Promise<void> {
    await this.#parts.bus.follow(stream);
    if (isRoomStream(stream)) this.#parts.bus.say(stream, WHO);
  }

  unfollow(stream: StreamName): void {
    this.#parts.bus.unfollow(stream);
    this.#parts.presence.forgetElsewhere(stream);
  }

  tell(committed: readonly Committed[]): void {
    for (const one of committed) {
      this.#parts.bus.say(one.stream.name, newsWords(one));
      this.#tellLobbies(one);
    }
  }

  signal(signal: Signal): void {
    this.#parts.bus.say(signal.stream, signalWords(signal));
  }

  typing(stream: StreamName, user: User, on: boolean): void {
    this.#parts.bus.say(stream, typingWords(user, on));
  }

  present(stream: StreamName, user: string, present: Present | undefined): void {
    const pending = this.#presence.get(stream);
    if (pending) {
      pending.set(user, present);
      return;
    }
    this.#presence.set(stream, new Map([[user, present]]));
    this.#parts.later(PRESENCE_MS, () => this.#tellPresence(stream));
  }

  /** A lobby shows rooms that hardly any server follows. What is said in them does not concern it. */
  #tellLobbies({ stream, events }: Committed): void {
    const room = isRoomStream(stream.name) ? (stream.state as RoomState | undefined) : undefined;
    if (room?.kind.join !== "lobby") return;
    const isTalk = ({ event }: Encoded) => event.type === "message_posted" || isRevision(event);
    if (!events.every(isTalk)) this.#parts.fleet.lobbyRoom(room.kind.name, stream.name);
  }

  #tellPresence(stream: StreamName): void {
    const changed = [...(this.#presence.get(stream) ?? [])];
    this.#presence.delete(stream);
    const here = changed.flatMap(([, present]) => present ?? []);
    const gone = changed.flatMap(([user, present]) => (present ? [] : user));
    this.#parts.bus.say(stream, presenceWords({ here, gone }));
  }

  #tellAllPresence(stream: StreamName): void {
    const people = [...this.#parts.presence.own(stream)];
    for (let at = 0; at < people.length; at += PEOPLE_AT_ONCE) {
      const here = people.slice(at, at + PEOPLE_AT_ONCE);
      this.#parts.bus.say(stream, presenceWords({ ...(at === 0 && { all: true }), here, gone: [] }));
    }
  }

  #hear(channel: Channel, server: string, words: string): void {
    const { fleet, streams, hub, typists, presence } = this.#parts;
    if (channel === FLEET) {
      fleet.hear(server, words);
      return;
    }
    const said = streamWords(channel, words);
    switch (said?.about) {
      case "news":
        streams.hear(said.news);
        break;
      case "signal":
        hub.signal(said.signal);
        break;
      case "typing":
        if (said.on) typists.typing(channel, said.user, undefined);
        else typists.stopped(channel, said.user.id);
        break;
      case "presence": {
        const { all, here, gone } = said.presence;
        if (all) presence.onlyElsewhere(server, channel, here);
        else for (const one of here) presence.elsewhere(channel, server, one, one.status);
        for (const id of gone) presence.elsewhere(channel, server, { id, name: "" });
        break;
      }
      case "who":
        this.#tellAllPresence(channel);
        break;
      case undefined:
        break;
    }
  }

  /** What was said meanwhile is lost, in both directions. */
  #cameBack(): void {
    this.#checkIn(0);
    this.#parts.fleet.cameBack();
    for (const stream of this.#parts.streams.names()) if (isRoomStream(stream)) this.#parts.bus.say(stream, WHO);
  }

  /** Says to a server that does not know us whom we have where. */
  #introduce(): void {
    for (const stream of this.#parts.presence.ownRooms()) this.#tellAllPresence(stream);
  }

  #checkIn(ms: number): void {
    this.#callOffCheck?.();
    this.#callOffCheck = this.#parts.later(ms, () => void this.#check());
  }

  async #check(): Promise<void> {
    await this.#parts.streams.checkAll().catch(this.#parts.report);
    if (!this.#stopped) this.#checkIn(this.#parts.bus.isAway ? CHECK_AWAY_MS : CHECK_MS);
  }

  #dropLater(): void {
    this.#callOffDrop = this.#parts.later(DROP_UNUSED_MS, () => {
      this.#parts.streams.dropUnused();
      this.#dropLater();
    });
  }
}
