import type { PayloadInput, Refusal, Reply, RoomId, UserId } from "@parlor/protocol";
import type { Clock } from "../clock.ts";
import type { Connection } from "../connection/connection.ts";
import { Refused, Unanswered } from "../errors.ts";
import { createSource } from "../observable.ts";
import {
  type ActName,
  allOf,
  belongingTo,
  due,
  dueAt,
  EMPTY_OUTBOX,
  enqueue,
  find,
  forgetShown,
  keyOf,
  refused,
  remove,
  restore,
  retry,
  sending,
  sent,
  unanswered,
  type Waiting,
  WAITING_AT_MOST,
} from "../state/outbox.ts";
import { retryDelayMs } from "../state/retry-delay.ts";
import type { ClientStorage } from "./storage.ts";
import { alone, type Stored, type TabMessage, type Tabs } from "./tabs.ts";

export interface OutboxOptions {
  readonly connection: Pick<Connection, "askOnce" | "serverNow">;
  readonly storage: ClientStorage;
  /** The other tabs of one person. */
  readonly tabsOf: (actor: UserId) => Tabs;
  /** Whether the room's timeline shows this place already, or nobody looks at the room. */
  readonly isShown: (room: RoomId, seq: number) => boolean;
  readonly clock: Clock;
  readonly random: () => number;
  readonly report: (error: unknown) => void;
}

interface Caller {
  readonly resolve: (reply: Stored) => void;
  readonly reject: (error: Error) => void;
}

/** Carries out what state/outbox.ts decides: sends, keeps, and shares the work with other tabs. */
export class LiveOutbox {
  readonly state = createSource(EMPTY_OUTBOX);
  /** Who was here last time. Before the first hello, it is likely them again. */
  lastUser: { readonly id: UserId } | undefined;
  readonly #options: OutboxOptions;
  readonly #callers = new Map<string, Caller>();
  #actor: UserId | undefined;
  #tabs: Tabs = alone;
  #stopListening = () => {};
  #resign: (() => void) | undefined;
  #leads = false;
  #cancelTimer = () => {};
  /** Storage is written one call after another, so that what is removed stays removed. */
  #stored: Promise<void> = Promise.resolve();

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Resolves once the server has stored it. Offline, it waits; when refused or given up, it rejects. */
  add<Name extends ActName>(name: Name, payload: PayloadInput<Name>): Promise<Reply<Name>> {
    const waiting = {
      name,
      payload,
      actor: this.#actor,
      madeAt: this.#options.connection.serverNow(),
      tries: 0,
      stage: { name: "queued", notBefore: 0 },
    } as Waiting;
    const answer = new Promise<Stored>((resolve, reject) => {
      if (allOf(this.state.get()).length < WAITING_AT_MOST) this.#callers.set(keyOf(waiting), { resolve, reject });
      else reject(new Unanswered("Too much is waiting."));
    });
    // The row tells of a failure too, so nobody has to listen here.
    answer.catch(() => {});
    if (this.#callers.has(keyOf(waiting))) this.#enqueue(waiting);
    return answer as Promise<Reply<Name>>;
  }

  /** Tries again what was refused. */
  retry(key: string): void {
    const before = this.state.get();
    this.state.set(retry(before, key));
    const waiting = find(this.state.get(), key);
    if (waiting && this.state.get() !== before) this.#share(waiting);
    this.#pump();
  }

  /** Takes back what was not sent. What is on its way can no longer be held. */
  discard(key: string): void {
    if (find(this.state.get(), key)?.stage.name === "sending") return;
    this.#apply({ type: "removed", key });
    this.#tabs.tell({ type: "removed", key });
  }

  /** Drops what the room's timeline shows by now. */
  forgetShown(room: RoomId): void {
    this.state.set(forgetShown(this.state.get(), room, (seq) => this.#options.isShown(room, seq)));
  }

  /** Shows what an earlier life of the page left, before there is a connection. */
  async restore(actor: UserId): Promise<void> {
    this.lastUser = { id: actor };
    await this.#stored;
    const kept = await this.#options.storage.waiting();
    this.state.set(belongingTo(restore(this.state.get(), kept), actor, this.#actor));
  }

  /** Somebody is signed in and connected: sends, unless another tab does. */
  start(actor: UserId): void {
    if (actor !== this.#actor) this.#become(actor);
    this.#resign ??= this.#tabs.lead(() => void this.#lead(actor).catch(this.#options.report));
  }

  /** The connection is gone; a tab that has one may take over. */
  pause(): void {
    this.#resign?.();
    this.#resign = undefined;
    this.#leads = false;
    this.#cancelTimer();
  }

  /** Whoever waits for an answer gets none here. What waits is sent another time. */
  stop(): void {
    this.pause();
    this.#stopListening();
    this.#actor = undefined;
    this.#tabs = alone;
    for (const { reject } of this.#callers.values()) reject(new Unanswered("No answer came."));
    this.#callers.clear();
  }

  #become(actor: UserId): void {
    this.pause();
    this.#stopListening();
    this.#actor = actor;
    this.#tabs = this.#options.storage.shared ? this.#options.tabsOf(actor) : alone;
    this.#stopListening = this.#tabs.listen((message) => this.#apply(message));

    const unsigned = allOf(this.state.get()).filter((waiting) => waiting.actor === undefined);
    this.state.set(belongingTo(this.state.get(), actor, actor));
    for (const waiting of unsigned) this.#share({ ...waiting, actor });
  }

  /** What other tabs left unsent is in the storage, in its order. */
  async #lead(actor: UserId): Promise<void> {
    await this.restore(actor);
    // Meanwhile the connection may have gone, or somebody else come.
    if (actor !== this.#actor || !this.#resign) return;
    this.#leads = true;
    this.#pump();
  }

  #enqueue(waiting: Waiting): void {
    this.#apply({ type: "added", waiting });
    this.#share(waiting);
  }

  /** Kept first, then told: a tab that leads from now on finds it in one of the two. */
  #share(waiting: Waiting): void {
    this.#keep((storage) => storage.put(waiting));
    void this.#stored.then(() => this.#tabs.tell({ type: "added", waiting }));
  }

  #pump(): void {
    this.#cancelTimer();
    if (!this.#leads) return;

    const { clock, report } = this.#options;
    for (const waiting of due(this.state.get(), clock.now())) void this.#send(waiting).catch(report);
    const at = dueAt(this.state.get());
    if (at < Infinity) this.#cancelTimer = clock.after(at - clock.now(), () => this.#pump());
  }

  async #send(waiting: Waiting): Promise<void> {
    const key = keyOf(waiting);
    this.state.set(sending(this.state.get(), key));
    try {
      const reply = await this.#options.connection.askOnce(waiting.name, waiting.payload);
      this.#settle({ type: "stored", key, reply });
    } catch (error) {
      this.#notStored(key, waiting.tries, error);
    }
    this.#pump();
  }

  #notStored(key: string, tries: number, error: unknown): void {
    const { clock, random } = this.#options;
    if (error instanceof Refused) {
      const { code, message, retry: whether, retryAfterMs } = error;
      const refusal: Refusal = { code, message, retry: whether, ...(retryAfterMs !== undefined && { retryAfterMs }) };
      if (whether === "never") return this.#settle({ type: "refused", key, refusal });
      return this.state.set(refused(this.state.get(), key, refusal, clock.now(), random()));
    }
    // On a new connection it goes at once; on one that is silent it does not hammer.
    const notBefore = this.#leads ? clock.now() + retryDelayMs(tries, random()) : 0;
    this.state.set(unanswered(this.state.get(), key, notBefore));
    if (!(error instanceof Unanswered)) throw error;
  }

  #settle(message: TabMessage): void {
    this.#apply(message);
    this.#tabs.tell(message);
  }

  /** What happened to one act, here or in another tab. */
  #apply(message: TabMessage): void {
    const outbox = this.state.get();
    switch (message.type) {
      case "added":
        // Told of one that failed, it means "try again".
        this.state.set(enqueue(retry(outbox, keyOf(message.waiting)), message.waiting));
        this.#pump();
        break;
      case "stored":
        this.#stow(message.key, message.reply.seq);
        this.#take(message.key)?.resolve(message.reply);
        break;
      case "refused":
        this.state.set(refused(outbox, message.key, message.refusal, 0, 0));
        this.#keepAsItIs(message.key);
        this.#take(message.key)?.reject(new Refused(message.refusal));
        break;
      case "removed":
        this.state.set(remove(outbox, message.key));
        this.#keep((storage) => storage.remove(message.key));
        this.#take(message.key)?.reject(new Unanswered("It was taken back."));
        this.#pump();
        break;
    }
  }

  #stow(key: string, seq: number): void {
    const outbox = this.state.get();
    const room = find(outbox, key)?.payload.room;
    const isShown = room === undefined || this.#options.isShown(room, seq);
    this.state.set(isShown ? remove(outbox, key) : sent(outbox, key, seq));
    this.#keep((storage) => storage.remove(key));
  }

  #keepAsItIs(key: string): void {
    const waiting = find(this.state.get(), key);
    if (waiting) this.#keep((storage) => storage.put(waiting));
  }

  /** A storage that fails costs the memory of what waits, not the sending. */
  #keep(how: (storage: ClientStorage) => Promise<void>): void {
    this.#stored = this.#stored.then(() => how(this.#options.storage)).catch(this.#options.report);
  }

  #take(key: string): Caller | undefined {
    const caller = this.#callers.get(key);
    this.#callers.delete(key);
    return caller;
  }
}
