import { refusal, type StreamName } from "@parlor/protocol";
import type { AppendResult, News, Store } from "../storage/store.ts";
import { Batch, type Change } from "./batch.ts";
import { done, type Outcome, refused } from "../outcome.ts";
import { StreamsWanted, type Submission } from "./decision.ts";
import type { Encoded, OpenStream } from "./open-stream.ts";
import { Lanes } from "./lanes.ts";
import type { OpenStreams } from "./open-streams.ts";
import { type Entry, type Pending, repetition, settled } from "./settlement.ts";

/** What was committed to one stream in one batch. */
export interface Committed {
  readonly stream: OpenStream;
  readonly events: readonly Encoded[];
  /** Of each event the print of its key, where this server stored it. */
  readonly prints?: readonly (number | undefined)[];
}

export interface JournalSettings {
  readonly now: () => number;
  /** Commands in one transaction: bounds how long a commit takes. */
  readonly maxBatch: number;
  /** Called after each commit, before anybody is answered: the one place from which events are heard. */
  readonly tell: (committed: readonly Committed[]) => void;
  readonly report: (error: Error) => void;
  /** Other servers write to the same store. */
  readonly isShared: boolean;
}

interface Stored extends Committed {
  readonly events: Encoded[];
  readonly prints: (number | undefined)[];
}

/** How often a decision is taken again, because others were quicker, before the caller is told to come back. */
const MAX_TRIES = 8;
/** More streams than any decision needs. */
const MAX_STREAMS = 500;

/** So long after another server was quicker on a stream, decisions about it wait for their turn. */
const CONTENDED_MS = 1_000;

type JournalStore = Pick<Store, "append" | "appendInTurn" | "firstUse" | "row">;

/**
 * Decides and stores. All that arrives while a commit is under way is decided together, in order of arrival, and
 * written in the next transaction: the busier the server, the more one sync of the disk carries.
 */
export class Journal {
  readonly #store: JournalStore;
  readonly #streams: OpenStreams;
  readonly #settings: JournalSettings;
  readonly #lanes = new Lanes();
  #pending: Pending[] = [];
  /** Were decided before, and go first when what they wanted is at hand. */
  #returning: Pending[] = [];
  #state: "idle" | "scheduled" | "committing" = "idle";
  /** Who waits for something to be read, with those that must not overtake them. */
  readonly #away = new Map<string, Pending[]>();
  /** Commands that wait to be decided until something was read. */
  #lookingUp = 0;
  readonly #waitingForIdle: (() => void)[] = [];

  constructor(store: JournalStore, streams: OpenStreams, settings: JournalSettings) {
    this.#store = store;
    this.#streams = streams;
    this.#settings = settings;
  }

  /** Resolves once it is durable and told, or refused. Rejects when the store failed: then nothing happened. */
  submit<Reply>(submission: Submission<Reply>): Promise<Outcome<Reply>> {
    const streams: OpenStream[] = [];
    for (const name of submission.streams) {
      const stream = this.#streams.peek(name);
      if (stream) streams.push(stream);
    }
    const allHere = streams.length === submission.streams.length && !submission.messages;
    const isNext = !this.#lanes.isHeldUp(submission.streams[0], submission.actor);
    return allHere && isNext ? this.#enqueue(submission, streams) : this.#prepare(submission);
  }

  /** Brings into memory what the decision looks at. */
  async #prepare<Reply>(submission: Submission<Reply>): Promise<Outcome<Reply>> {
    const streams: OpenStream[] = [];
    const messages = submission.messages ?? [];
    const load = async () => {
      for (const name of submission.streams) {
        const stream = await this.#streams.open(name);
        stream.begin();
        streams.push(stream);
      }
      for (const seq of messages) await this.#hold(streams[0], seq);
    };
    try {
      const {
        streams: [home],
        actor,
      } = submission;
      return await this.#lanes.pass(home, actor, load, () => this.#enqueue(submission, streams));
    } finally {
      for (const seq of messages) streams[0]?.release(seq);
      for (const stream of streams) stream.end();
    }
  }

  #enqueue<Reply>(submission: Submission<Reply>, streams: readonly OpenStream[]): Promise<Outcome<Reply>> {
    for (const stream of streams) stream.begin();
    return new Promise((resolve, reject) => {
      this.#pending.push({
        submission,
        streams,
        resolve: resolve as Pending["resolve"],
        reject,
        tries: 0,
        asked: false,
      });
      this.#schedule();
    });
  }

  /** Resolves when everything that was accepted is settled. */
  drained(): Promise<void> {
    return this.#state === "idle" && this.#lookingUp === 0
      ? Promise.resolve()
      : new Promise((resolve) => this.#waitingForIdle.push(resolve));
  }

  async #hold(stream: OpenStream | undefined, seq: number): Promise<void> {
    if (!stream?.hold(seq)) return;
    const row = await this.#store.row(stream.name, seq);
    if (row) stream.fill(row);
  }

  #schedule(): void {
    if (this.#state !== "idle") return;
    this.#state = "scheduled";
    // Whatever else this turn reads shares the first commit. Microtasks run between any two frames of one read.
    setImmediate(() => this.#next());
  }

  #next(): void {
    if (this.#returning.length > 0) this.#pending.unshift(...this.#returning.splice(0));
    if (this.#pending.length === 0) {
      this.#state = "idle";
      if (this.#lookingUp > 0) return;
      for (const resolve of this.#waitingForIdle.splice(0)) resolve();
      return;
    }
    this.#state = "committing";
    const taken = this.#pending.splice(0, this.#settings.maxBatch);
    const now = this.#settings.now();
    if (taken.some((pending) => isContended(pending, now))) {
      this.#decideInTurn(taken);
      return;
    }
    const { groups, entries } = this.#decideAll(taken);
    if (groups.length === 0) {
      this.#settle(entries, []);
      return;
    }
    this.#store.append(groups).then(
      (results) => this.#settle(entries, results),
      (error: Error) => this.#fail(entries, error),
    );
  }

  /** Nobody else can write to these streams until what is decided here is stored. */
  #decideInTurn(taken: readonly Pending[]): void {
    const streams = new Map(
      taken.flatMap((pending) => pending.streams.map((stream) => [stream.name, stream] as const)),
    );
    const known = [...streams.values()].map(({ name, epoch, head }) => ({ stream: name, epoch, head }));
    let entries: readonly Entry[] | undefined;
    const decide = (news: readonly News[]) => {
      for (const one of news) this.#streams.hear(one);
      const decided = this.#decideAll(taken);
      entries = decided.entries;
      return decided.groups;
    };
    this.#store.appendInTurn(known, decide).then(
      (results) => this.#settle(entries ?? [], results),
      (error: Error) => this.#fail(entries ?? taken.map((pending) => ({ pending })), error),
    );
  }

  #decideAll(taken: readonly Pending[]) {
    const batch = new Batch(this.#settings.now());
    const entries: Entry[] = [];
    for (const pending of taken) {
      const entry = this.#decide(batch, pending);
      if (entry) entries.push(entry);
    }
    return { groups: batch.groups, entries };
  }

  #decide(batch: Batch, pending: Pending): Entry | undefined {
    const { submission, streams } = pending;
    const { actor, key } = submission;
    const ahead = this.#away.size > 0 ? this.#away.get(laneOf(submission)) : undefined;
    if (ahead) {
      ahead.push(pending);
      return undefined;
    }
    try {
      const [home] = streams;
      const first = home && key !== undefined ? batch.firstUse(home, actor, key) : undefined;
      if (first) return { does: "answer", pending, outcome: () => repetition(submission, first) };

      // What would be refused now, or need nothing, may have been carried out long ago: memory does not know every key.
      const mayBeKnown = key !== undefined && home && home.head > 0;
      const answers = !pending.asked && (mayBeKnown || this.#settings.isShared) ? "look" : "answer";
      const decision = batch.decide(submission, streams);
      if ("refused" in decision) return { does: answers, pending, outcome: () => refused(decision.refused) };

      const decided = batch.write(decision.drafts, submission, streams);
      if (decided.does === "answer") return { does: answers, pending, outcome: () => done(decision.reply([])) };
      return {
        does: "write",
        pending,
        group: decided.group,
        changes: decided.changes,
        outcome: () => done(decision.reply(decided.events)),
      };
    } catch (error) {
      // Each time there is one stream more at hand, so it ends; of many who race, the last comes upon what all took.
      if (error instanceof StreamsWanted && pending.streams.length < MAX_STREAMS) {
        this.#decideWith(error.streams, pending);
        return undefined;
      }
      // A decision that throws is our bug in one command. The others of the batch have nothing to do with it.
      fail(pending, error);
      return undefined;
    }
  }

  /** Everything stored becomes true at once, and the next batch is under way before anybody is told of this one. */
  #settle(entries: readonly Entry[], results: readonly AppendResult[]): void {
    const { changes, outcomes, looks, again, behind } = settled(entries, results);
    const committed = new Map<OpenStream, Stored>();
    for (const change of changes) apply(change, committed);

    this.#continue(again, behind);
    if (committed.size > 0) this.#settings.tell([...committed.values()]);
    for (const { pending, outcome } of outcomes) answer(pending, outcome);
    for (const { pending, outcome } of looks) this.#answerUnlessRepeated(pending, outcome);
  }

  /** Where other servers write, too, what one of them stored just now may make it another answer. */
  #answerUnlessRepeated(pending: Pending, outcome: () => Outcome<unknown>): void {
    const { streams, submission } = pending;
    const { actor, key } = submission;
    const heads = streams.map(({ head }) => head);
    const catchUps = this.#settings.isShared ? streams.map((stream) => this.#streams.catchUp(stream)) : [];
    const firstUse = key === undefined ? undefined : this.#store.firstUse(submission.streams[0], actor, key);
    this.#lookingUp++;
    Promise.all([firstUse, ...catchUps])
      .then(
        ([first]) => {
          pending.asked = true;
          if (first) answer(pending, () => repetition(submission, first));
          else if (catchUps.length > 0 && streams.some(({ head }, index) => head !== heads[index]))
            this.#returning.push(pending);
          else answer(pending, outcome);
        },
        (error: unknown) => fail(pending, error),
      )
      .finally(() => {
        this.#lookingUp--;
        this.#schedule();
      });
  }

  /**
   * On to the next batch, first of all with what has to be decided again: what was sent first is stored first. Where
   * another server was quicker, the journal waits until what that one stored is here.
   */
  #continue(again: readonly Pending[], behind: ReadonlySet<OpenStream>): void {
    const retrying = again.filter((pending) => {
      if (behind.size === 0 || ++pending.tries <= MAX_TRIES) return true;
      answer(pending, () => refused(refusal("server_error", "This is very busy right now. Try again in a moment.")));
      return false;
    });
    this.#pending.unshift(...retrying);
    const until = this.#settings.now() + CONTENDED_MS;
    for (const stream of behind) stream.contendedUntil = until;
    // The next batch waits for its turn, which brings along what was stored. That is not enough when it is very much.
    if (retrying.every(({ tries }) => tries < 2)) return this.#next();

    Promise.all([...behind].map((stream) => this.#streams.catchUp(stream))).then(
      () => this.#next(),
      (error: unknown) => {
        for (const pending of retrying) fail(pending, error);
        this.#pending = this.#pending.filter((pending) => !retrying.includes(pending));
        this.#next();
      },
    );
    return undefined;
  }

  /** Brings what the decision came upon into memory, and takes it again: before what the same person did after it. */
  #decideWith(names: readonly StreamName[], pending: Pending): void {
    const lane = laneOf(pending.submission);
    const behind: Pending[] = [];
    this.#away.set(lane, behind);
    this.#lookingUp++;
    void Promise.all(names.map(async (name) => this.#streams.open(name)))
      .then(
        (streams) => {
          for (const stream of streams) stream.begin();
          pending.streams = [...pending.streams, ...streams];
          this.#returning.push(pending);
        },
        (error: unknown) => fail(pending, error),
      )
      .then(() => {
        this.#away.delete(lane);
        this.#returning.push(...behind);
        this.#lookingUp--;
        this.#schedule();
      });
  }

  #fail(entries: readonly Pick<Entry, "pending">[], error: Error): void {
    this.#settings.report(error);
    for (const { pending } of entries) fail(pending, error);
    this.#next();
  }
}

function isContended({ streams }: Pending, now: number): boolean {
  for (const stream of streams) if (stream.contendedUntil > now) return true;
  return false;
}

/** What one person does in one stream keeps its order. */
const laneOf = ({ streams: [home], actor }: Submission<unknown>): string => `${home}\n${actor}`;

function apply({ stream, events, prints, stateAfter, snapshotSeq }: Change, committed: Map<OpenStream, Stored>): void {
  // Another server may have stored more on top of it, and brought this along, before we heard that it is stored.
  const news = stream.advance(events, stateAfter, prints);
  if (snapshotSeq !== undefined) stream.snapshotSeq = Math.max(stream.snapshotSeq, snapshotSeq);
  if (news.length === 0) return;
  let stored = committed.get(stream);
  if (!stored) committed.set(stream, (stored = { stream, events: [], prints: [] }));
  for (const event of news) stored.events.push(event);
  for (const print of prints.slice(-news.length)) stored.prints.push(print);
}

function answer(pending: Pending, outcome: () => Outcome<unknown>): void {
  try {
    pending.resolve(outcome());
    for (const stream of pending.streams) stream.end();
  } catch (error) {
    fail(pending, error);
  }
}

function fail(pending: Pending, error: unknown): void {
  pending.reject(error instanceof Error ? error : new Error(String(error)));
  for (const stream of pending.streams) stream.end();
}
