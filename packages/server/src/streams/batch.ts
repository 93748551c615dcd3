import { type AnyEvent, isRoomStream, type StreamName } from "@parlor/protocol";
import { isRevision, type PostedEvent, type RoomState } from "@parlor/rules";
import type { Append, AppendedEvent, FirstUse, RoomSummaryRow, Row } from "../storage/store.ts";
import { type Decision, type DecisionView, type StreamDraft, StreamsWanted, type Submission } from "./decision.ts";
import type { Encoded, OpenStream } from "./open-stream.ts";
import { FirstUses } from "./first-uses.ts";
import { nextDeadline } from "./deadline.ts";
import { foldStream, type StreamState, stateToJson } from "./stream-state.ts";
import { parseRow, reviseRow } from "./window.ts";

/** What one command changes in one stream. */
export interface Change {
  readonly stream: OpenStream;
  readonly events: readonly Encoded[];
  readonly prints: readonly (number | undefined)[];
  readonly stateAfter: StreamState;
  readonly snapshotSeq: number | undefined;
}

/** What came of deciding one submission. */
export type Decided =
  | {
      readonly does: "write";
      readonly group: number;
      readonly changes: readonly Change[];
      readonly events: readonly AnyEvent[];
    }
  | { readonly does: "answer" };

/** A stream as it will be when everything decided so far is stored. */
interface Ahead {
  head: number;
  state: StreamState;
  snapshotSeq: number;
  readonly revised: Map<number, Row>;
  readonly firstUses: FirstUses;
}

const MIN_EVENTS_PER_SNAPSHOT = 200;

/** Decisions taken one after another, each on top of those before it, to be stored in one transaction. */
export class Batch {
  readonly now: number;
  readonly groups: Append[][] = [];
  readonly #ahead = new Map<OpenStream, Ahead>();

  constructor(now: number) {
    this.now = now;
  }

  /** The first use of a key, also by a submission of this very batch. */
  firstUse(stream: OpenStream, actor: string, key: string): FirstUse | undefined {
    return this.#ahead.get(stream)?.firstUses.of(actor, key) ?? stream.firstUse(actor, key);
  }

  decide<Reply>(submission: Submission<Reply>, streams: readonly OpenStream[]): Decision<Reply> {
    return submission.decide(this.#view(streams));
  }

  /** Turns drafts into events with their places, and the group of appends that stores them. */
  write(
    drafts: readonly StreamDraft[],
    { actor, key, print }: Submission<unknown>,
    streams: readonly OpenStream[],
  ): Decided {
    if (drafts.length === 0) return { does: "answer" };

    const missing = drafts.filter(({ stream }) => !streams.some(({ name }) => name === stream));
    if (missing.length > 0) throw new StreamsWanted(missing.map(({ stream }) => stream));

    const events: AnyEvent[] = [];
    const written = new Map<OpenStream, Encoded[]>();
    for (const [index, { stream: name, draft, actor: itsActor }] of drafts.entries()) {
      const stream = streamNamed(streams, name);
      const ahead = this.#aheadOf(stream);
      const seq = ++ahead.head;
      const event = {
        seq,
        id: `${stream.epoch}-${seq}`,
        type: draft.type,
        at: this.now,
        actor: itsActor ?? actor,
        // Without one, the event's text has none either.
        key: index === 0 ? key : undefined,
        data: draft.data,
      } as AnyEvent;
      events.push(event);
      const list = written.get(stream);
      const encoded = { event, json: JSON.stringify(event) };
      if (list) list.push(encoded);
      else written.set(stream, [encoded]);
    }
    if (key !== undefined && drafts[0]?.stream !== streams[0]?.name) {
      throw new Error(`the first event of a command with a key belongs to ${streams[0]?.name}`);
    }

    const changes: Change[] = [];
    const group: Append[] = [];
    for (const [stream, encoded] of written) {
      const { append, change } = this.#advance(stream, encoded, print);
      group.push(append);
      changes.push(change);
    }
    this.groups.push(group);
    return { does: "write", group: this.groups.length - 1, changes, events };
  }

  #advance(
    stream: OpenStream,
    encoded: readonly Encoded[],
    print: number | undefined,
  ): { append: Append; change: Change } {
    const ahead = this.#aheadOf(stream);
    const before = ahead.state;
    const revisions = new Map<number, Row>();
    const redactions: number[] = [];
    const events: AppendedEvent[] = [];
    const prints: (number | undefined)[] = [];
    let message: AnyEvent | undefined;

    for (const { event, json } of encoded) {
      ahead.state = foldStream(stream.name, ahead.state, event);
      const { seq, actor, key } = event;
      const keyPrint = key === undefined ? undefined : print;
      prints.push(keyPrint);
      if (key !== undefined) ahead.firstUses.remember(actor, key, { row: { seq, json }, print });
      if (event.type === "message_posted") message = event;
      if (isRevision(event)) {
        const { target } = event.data;
        const row = ahead.revised.get(target) ?? stream.row(target);
        const revised = row && reviseRow(row, event);
        if (revised) {
          revisions.set(target, revised);
          ahead.revised.set(target, revised);
        }
        if (event.type === "message_deleted") redactions.push(target);
        events.push({ seq, actor, key, print: keyPrint, target, json });
      } else events.push({ seq, actor, key, print: keyPrint, json });
    }

    const snapshot = this.#snapshot(stream, ahead);
    const deadline = changedDeadline(stream.name, before, ahead.state);
    const summary = changedSummary(stream.name, before, ahead.state);
    return {
      change: { stream, events: encoded, prints, stateAfter: ahead.state, snapshotSeq: snapshot?.seq },
      append: {
        stream: stream.name,
        epoch: stream.epoch,
        expectedHead: ahead.head - encoded.length,
        events,
        revisions: [...revisions.values()],
        redactions,
        snapshot,
        summary,
        deadline,
        count: message && { messages: (ahead.state as RoomState).messageCount, lastAt: message.at },
      },
    };
  }

  /** Now and then the state is kept beside the log, so that opening a stream never folds much. */
  #snapshot(stream: OpenStream, ahead: Ahead): { seq: number; json: string } | undefined {
    const size = isRoomStream(stream.name) ? ((ahead.state as RoomState | undefined)?.memberCount ?? 0) : 0;
    if (ahead.head - ahead.snapshotSeq < Math.max(MIN_EVENTS_PER_SNAPSHOT, size)) return undefined;

    ahead.snapshotSeq = ahead.head;
    return { seq: ahead.head, json: stateToJson(stream.name, ahead.state) };
  }

  #view(streams: readonly OpenStream[]): DecisionView {
    return {
      now: this.now,
      state: (name) => this.#seen(streamNamed(streams, name)).state,
      message: (name, seq) => {
        const stream = streamNamed(streams, name);
        const row = this.#ahead.get(stream)?.revised.get(seq) ?? stream.row(seq);
        const event = row && parseRow(row);
        return event?.type === "message_posted" ? (event satisfies PostedEvent) : undefined;
      },
      nextSeq: (name) => this.#seen(streamNamed(streams, name)).head + 1,
    };
  }

  #seen(stream: OpenStream): Pick<Ahead, "head" | "state"> {
    return this.#ahead.get(stream) ?? stream;
  }

  #aheadOf(stream: OpenStream): Ahead {
    const known = this.#ahead.get(stream);
    if (known) return known;
    const { head, state, snapshotSeq } = stream;
    const ahead = { head, state, snapshotSeq, revised: new Map<number, Row>(), firstUses: new FirstUses(Infinity) };
    this.#ahead.set(stream, ahead);
    return ahead;
  }
}

function streamNamed(streams: readonly OpenStream[], name: StreamName): OpenStream {
  for (const stream of streams) if (stream.name === name) return stream;
  throw new StreamsWanted([name]);
}

function changedDeadline(stream: StreamName, before: StreamState, after: StreamState): number | null | undefined {
  if (before === after) return undefined;
  const deadline = nextDeadline(stream, after);
  return deadline === nextDeadline(stream, before) ? undefined : deadline;
}

/** What the list of rooms shows, when this change is to be seen in it. */
function changedSummary(stream: StreamName, before: StreamState, after: StreamState): RoomSummaryRow | undefined {
  if (!isRoomStream(stream)) return undefined;
  const old = before as RoomState | undefined;
  const room = after as RoomState;
  const same =
    old?.title === room.title &&
    old.description === room.description &&
    old.closed === room.closed &&
    old.memberCount === room.memberCount &&
    old.kind === room.kind;
  if (same) return undefined;

  const { id, kind, title, description, createdAt, closed, memberCount, about } = room;
  return {
    room: id,
    kind: kind.name,
    title,
    description,
    createdAt,
    closed: closed !== undefined,
    listed: kind.listed,
    memberCount,
    queue: about?.queue,
  };
}
