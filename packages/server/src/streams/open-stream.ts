import type { AnyEvent, StreamName } from "@parlor/protocol";
import { isRevision, type Revision } from "@parlor/rules";
import type { FirstUse, Row, StoredStream } from "../storage/store.ts";
import { FirstUses } from "./first-uses.ts";
import { emptyState, foldStream, type StreamState, stateFromJson } from "./stream-state.ts";
import { parseRow, reviseRow, Window } from "./window.ts";

/** An event with its text, which is written once for the store, the window and every reader. */
export interface Encoded {
  readonly event: AnyEvent;
  readonly json: string;
}

const KEYS_REMEMBERED = 200;

/** A stream in memory: what is committed of it, never more. */
export class OpenStream {
  readonly name: StreamName;
  /** Of a stream that does not exist yet, the one it would begin with here. */
  epoch: string;
  head: number;
  state: StreamState;
  snapshotSeq: number;
  readonly window: Window;
  /** Another server writes to it, too: until then it is better to wait for one's turn than to come too late. */
  contendedUntil = 0;
  /** Messages that work under way looks at: their rows are kept up to date, also while they are being read. */
  readonly #held = new Map<number, Held>();
  readonly #firstUses = new FirstUses(KEYS_REMEMBERED);
  #busy = 0;

  constructor(
    name: StreamName,
    newEpoch: (stream: StreamName) => string,
    stored: StoredStream | undefined,
    windowSize: number,
  ) {
    this.name = name;
    this.epoch = stored?.epoch ?? newEpoch(name);
    this.head = stored?.head ?? 0;
    this.snapshotSeq = stored?.snapshot?.seq ?? 0;
    this.state = stored?.snapshot ? stateFromJson(name, stored.snapshot.json) : emptyState(name);
    for (const row of stored?.rows ?? []) {
      if (row.seq > this.snapshotSeq) this.state = foldStream(name, this.state, parseRow(row));
    }
    this.window = new Window(stored?.rows ?? [], windowSize);
  }

  /**
   * Takes over what was committed, without holes; `state` is its fold. What came another way meanwhile is passed over,
   * and what was not is returned. Without its print, a key is nothing to go by: then the store is asked.
   */
  advance(
    events: readonly Encoded[],
    state: StreamState,
    prints: readonly (number | undefined)[] | undefined,
  ): readonly Encoded[] {
    const from = this.head;
    for (const [index, { event, json }] of events.entries()) {
      if (event.seq <= from) continue;
      this.head = event.seq;
      const row = { seq: event.seq, json };
      this.window.push(row);
      if (event.key !== undefined && prints)
        this.#firstUses.remember(event.actor, event.key, { row, print: prints[index] });
      if (isRevision(event)) this.#reviseTarget(event);
    }
    if (this.head === from) return [];
    this.state = state;
    return events[0]?.event.seq === from + 1 ? events : events.filter(({ event }) => event.seq > from);
  }

  /** Takes over rows that another server stored. Those that are not here yet must follow without a hole. */
  receive(rows: readonly Row[], prints?: readonly (number | undefined)[]): readonly Encoded[] {
    const known = rows.filter(({ seq }) => seq <= this.head).length;
    const news = rows.slice(known).map((row) => ({ event: parseRow(row), json: row.json }));
    const state = news.reduce((folded, { event }) => foldStream(this.name, folded, event), this.state);
    return this.advance(news, state, prints?.slice(known));
  }

  /** The message's row as it is now, if it is at hand. */
  row(seq: number): Row | undefined {
    return this.window.at(seq) ?? this.#held.get(seq)?.row;
  }

  /** From now until `release`, the message's row is kept up to date. True when it has to be read and given to `fill`. */
  hold(seq: number): boolean {
    const held = this.#held.get(seq);
    if (held) held.holders++;
    else this.#held.set(seq, { row: this.window.at(seq), missed: [], holders: 1 });
    return this.row(seq) === undefined;
  }

  /** The row as it was read. What happened to the message meanwhile is added; revising twice does nothing. */
  fill(read: Row): void {
    const held = this.#held.get(read.seq);
    if (held) held.row ??= held.missed.reduce((row, event) => reviseRow(row, event) ?? row, read);
  }

  release(seq: number): void {
    const held = this.#held.get(seq);
    if (held && --held.holders === 0) this.#held.delete(seq);
  }

  firstUse(actor: string, key: string): FirstUse | undefined {
    return this.#firstUses.of(actor, key);
  }

  /** While busy, it may not be dropped from memory. */
  get busy(): boolean {
    return this.#busy > 0;
  }

  begin(): void {
    this.#busy++;
  }

  end(): void {
    this.#busy--;
  }

  #reviseTarget(event: Revision): void {
    const { target } = event.data;
    const held = this.#held.get(target);
    const before = this.row(target);
    const after = before && reviseRow(before, event);
    if (after) {
      this.window.replace(after);
      if (held) held.row = after;
    } else if (held) held.missed.push(event);
    if (event.type === "message_deleted") this.window.redactEdits(target);
  }
}

interface Held {
  row: Row | undefined;
  readonly missed: Revision[];
  holders: number;
}
