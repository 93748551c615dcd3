import type { StreamName } from "@parlor/protocol";
import type { PresenceKeeper } from "../presence/presence.ts";
import type { LobbyVisit } from "../lobby/lobby-visit.ts";
import type { LobbyVisitors } from "../lobby/lobby-visitors.ts";
import type { Acquaintance, Whereabouts } from "../presence/whereabouts.ts";
import { type Bus, FLEET } from "./bus.ts";
import type { RollCall } from "./roll-call.ts";
import type { Sight } from "./sight.ts";

export interface FleetParts {
  readonly bus: Bus;
  readonly rollCall: Pick<RollCall, "sign"> | undefined;
  readonly sight: Sight;
  readonly report: (error: unknown) => void;
  readonly whereabouts: Whereabouts;
  readonly presence: Pick<PresenceKeeper, "onlyElsewhere" | "tellsAnew" | "hasToldAll">;
  readonly signedOut: (user: string, session: string | undefined) => void;
  readonly lobbyRoom: (kind: string, room: StreamName) => void;
  /** Those who look at a lobby are told. */
  readonly visited: (visit: LobbyVisit) => void;
  readonly visitors: LobbyVisitors;
  readonly kindsChanged: () => void;
  /** What this server said while it could not be heard is lost, and what it says now is all of it. */
  readonly spokeAgain: () => void;
  readonly later: (ms: number, act: () => void) => () => void;
  /** How often servers tell each other that they live. */
  readonly beatMs: number;
}

/** What servers say to all others. */
interface FleetWords {
  /** It is going, and its people come to the others. */
  readonly bye?: true;
  /** Somebody does not know the others: each says who it has. */
  readonly who?: true;
  readonly all?: readonly Acquaintance[];
  /** With `all`: who looks at a lobby there. */
  readonly visits?: readonly LobbyVisit[];
  readonly came?: readonly Acquaintance[];
  readonly went?: readonly string[];
  readonly active?: readonly string[];
  readonly signedOut?: { readonly user: string; readonly session: string | undefined };
  readonly lobby?: { readonly kind: string; readonly room: StreamName };
  readonly visit?: LobbyVisit;
  readonly kinds?: true;
}

/** A server that nobody heard of for so many beats is dead, and its people are gone. */
const DEAD_AFTER = 30;
/** After so many beats without a word, it cannot be seen. */
const SILENT_AFTER = 5;
const SIGN_BEATS = 5;
/** So long after it says whom it has at all, a server says whom it has in which room; it needs less than the second. */
const INTRODUCE_AFTER_MS = 300;
const TOLD_ALL_AFTER_MS = 5_000;
/** How long people may take from a server that is going to another. */
const MOVE_MS = 8_000;
const WHEREABOUTS_MS = 200;

/** All servers together: which of them live, and who is connected to which. */
export class Fleet {
  readonly #parts: FleetParts;
  /**
   * Beats of ours since the last word of each. Counted and not timed: a server that was stopped for a while, or heard
   * nothing because the bus was away, must not think that it was the others.
   */
  readonly #silence = new Map<string, number>();
  /** Said goodbye: they live no more, but their people are kept a place. */
  readonly #leaving = new Set<string>();
  readonly #moved = new Map<string, Acquaintance | undefined>();
  /** Who did something that others were not told yet. */
  #active = new Set<string>();
  /** Who did something a beat ago, or since: others know, and it is time enough to tell them again with the next beat. */
  #lately = new Set<string>();
  /** How often this server has said that it lives. */
  beats = 0;
  #introduce: (() => void) | undefined;
  #telling = false;
  #wasClear = false;
  #callOffBeat: (() => void) | undefined;
  #callOffSigning: (() => void) | undefined;

  constructor(parts: FleetParts) {
    this.#parts = parts;
    parts.whereabouts.shareWith(({ came = [], went = [], active = [] }) => {
      for (const known of came) this.#moved.set(known.user.id, known);
      for (const id of went) this.#moved.set(id, undefined);
      for (const id of active) this.#active.add(id);
      if (came.length > 0 || went.length > 0 || active.some((id) => !this.#lately.has(id))) this.#tellSoon();
    });
  }

  /** Called when another server has to be told whom we have in which room. */
  onIntroduction(introduce: () => void): void {
    this.#introduce = introduce;
  }

  start(): void {
    void this.#parts.bus.follow(FLEET).then(() => this.cameBack());
    this.#beat();
    void this.#sign();
  }

  sayGoodbye(): void {
    this.#say({ bye: true });
    this.stop();
  }

  stop(): void {
    this.#callOffBeat?.();
    this.#callOffSigning?.();
  }

  /** From now on nobody is heard. */
  wentAway(): void {
    this.#parts.sight.lost();
  }

  /** Other servers that are alive. */
  get size(): number {
    return this.#silence.size - this.#leaving.size;
  }

  signedOut(user: string, session: string | undefined): void {
    this.#say({ signedOut: { user, session } });
  }

  lobbyRoom(kind: string, room: StreamName): void {
    this.#say({ lobby: { kind, room } });
  }

  /** Others know by then who is connected at all and who is not. */
  visited(visit: LobbyVisit): void {
    this.#tellMoved();
    this.#say({ visit });
  }

  kindsChanged(): void {
    this.#say({ kinds: true });
  }

  /** Nobody knows what we have, and we do not know what they have. */
  cameBack(): void {
    this.#answerWho();
    this.#say({ who: true });
  }

  hear(server: string, text: string): void {
    const words = JSON.parse(text) as FleetWords;
    const isNew = !this.#silence.has(server);
    this.#silence.set(server, 0);
    // It may be back from the dead, and think that we know what it has.
    const { sight, presence, later, whereabouts, beatMs } = this.#parts;
    if (words.all) {
      sight.introduced(server);
      presence.tellsAnew(server);
      later(TOLD_ALL_AFTER_MS, () => presence.hasToldAll(server));
    } else if (!words.who && (isNew || !sight.knows(server))) this.#say({ who: true });
    if (words.who) this.#answerWho();
    whereabouts.hear(server, words, beatMs);
    // Its people are shown all the time, if they are quick to come back.
    if (words.bye) {
      this.#leaving.add(server);
      later(MOVE_MS, () => this.#died(server));
    }
    if (words.signedOut) this.#parts.signedOut(words.signedOut.user, words.signedOut.session);
    if (words.kinds) this.#parts.kindsChanged();
    if (words.all) this.#parts.spokeAgain();
    if (words.lobby) this.#parts.lobbyRoom(words.lobby.kind, words.lobby.room);
    if (words.all) this.#parts.visitors.only(server, words.visits ?? []);
    if (words.visit && this.#parts.visitors.heard(server, words.visit)) this.#parts.visited(words.visit);
  }

  #answerWho(): void {
    this.#say({ all: this.#parts.whereabouts.own(), visits: this.#parts.visitors.own() });
    this.#parts.later(INTRODUCE_AFTER_MS, () => this.#introduce?.());
  }

  #beat(): void {
    const { bus, sight, whereabouts, later, beatMs } = this.#parts;
    this.#callOffBeat = later(beatMs, () => this.#beat());
    this.beats++;
    // Before anything else is done that was due meanwhile, nobody knows for certain who is gone.
    if (sight.beat()) {
      void this.#sign();
      this.#say({ who: true });
    }
    if (sight.isClear && !this.#wasClear) whereabouts.becameClear();
    this.#wasClear = sight.isClear;
    const active = [...this.#active];
    this.#lately = this.#active;
    this.#active = new Set();
    if (bus.isAway) return;
    this.#say(active.length > 0 ? { active } : {});
    for (const [server, silence] of this.#silence) {
      this.#silence.set(server, silence + 1);
      if (silence >= SILENT_AFTER) sight.fellSilent(server);
      // One that only cannot be heard still has its people, and they are heard by the store.
      if (silence >= DEAD_AFTER && !sight.lives(server)) this.#died(server);
    }
  }

  /** Says that this server lives, and finds out who else does. */
  async #sign(): Promise<void> {
    const { rollCall, sight, later, report, beatMs } = this.#parts;
    this.#callOffSigning?.();
    this.#callOffSigning = later(SIGN_BEATS * beatMs, () => void this.#sign());
    try {
      sight.found(await rollCall?.sign());
    } catch (error) {
      // Without the store nothing can be decided anyway.
      sight.found(undefined);
      report(error);
    }
  }

  #died(server: string): void {
    this.#silence.delete(server);
    this.#leaving.delete(server);
    this.#parts.whereabouts.hear(server, { all: [] });
    this.#parts.presence.onlyElsewhere(server);
    for (const visit of this.#parts.visitors.died(server)) this.#parts.visited(visit);
  }

  #tellSoon(): void {
    if (this.#telling) return;
    this.#telling = true;
    this.#parts.later(WHEREABOUTS_MS, () => {
      this.#telling = false;
      this.#tellMoved();
    });
  }

  #tellMoved(): void {
    if (this.#moved.size === 0 && this.#active.size === 0) return;
    const moved = [...this.#moved];
    const came = moved.flatMap(([, known]) => known ?? []);
    const went = moved.flatMap(([id, known]) => (known ? [] : id));
    const active = [...this.#active];
    this.#moved.clear();
    for (const id of active) this.#lately.add(id);
    this.#active.clear();
    this.#say({ came, went, active });
  }

  #say(words: FleetWords): void {
    this.#parts.bus.say(FLEET, JSON.stringify(words));
  }
}
