import type { MessagePosted, Refusal, RoomEvent, UserId } from "@parlor/protocol";
import { type PostedEvent, type Revision, revise } from "@parlor/rules";
import { type Held, isPosted } from "./held.ts";
import { keyOf, type Stage, type Waiting } from "./outbox.ts";
import { holesIn, type Range, type Ranges } from "./ranges.ts";

/** What a list of messages draws, top to bottom. `key` stays the same before and after the server confirms. */
export type Row = MessageRow | EventRow | HoleRow;

export interface MessageRow {
  readonly kind: "message";
  readonly key: string;
  /** Undefined until the server gave the message its place. */
  readonly seq: number | undefined;
  readonly at: number;
  readonly actor: UserId | undefined;
  readonly message: Omit<MessagePosted, "no" | "name"> & { readonly name?: string };
  readonly stage: Stage["name"] | "confirmed";
  /** One's own acts behind this row that the server has not confirmed: the message itself, or changes to it. */
  readonly waiting: readonly Waiting[];
  /** Why one of them failed. */
  readonly refusal?: Refusal;
}

export interface EventRow {
  readonly kind: "event";
  readonly key: string;
  readonly seq: number;
  readonly at: number;
  readonly event: Exclude<RoomEvent, PostedEvent | Revision>;
}

/** Something lies here that was not read. */
export interface HoleRow extends Range {
  readonly kind: "hole";
  readonly key: string;
}

/** Oneself. The name is not known before the first hello. */
interface Author {
  readonly id: UserId;
  readonly name?: string;
}

const NOTHING_WAITING: readonly Waiting[] = [];

export function rowsOf(
  held: readonly Held[],
  ranges: Ranges,
  line: readonly Waiting[],
  me: Author | undefined,
): readonly Row[] {
  const changes = pendingChanges(line);
  const holes = holesIn(ranges);
  const rows: Row[] = [];
  for (const one of held) {
    for (let hole = holes[0]; hole && hole.to < one.event.seq; hole = holes[0]) {
      rows.push(holeRow(hole));
      holes.shift();
    }
    const own = changes.get(one.event.seq);
    rows.push(own ? overlaid(one, own) : settledRow(one));
  }
  rows.push(...holes.map(holeRow), ...waitingMessages(held, line, me));
  return rows;
}

function settledRow(held: Held): MessageRow | EventRow {
  return (held.row ??= isPosted(held.event) ? confirmedRow(held.event) : eventRow(held.event));
}

function confirmedRow(event: PostedEvent): MessageRow {
  const { seq, at, actor, data } = event;
  return {
    kind: "message",
    key: rowKey(event),
    seq,
    at,
    actor,
    message: data,
    stage: "confirmed",
    waiting: NOTHING_WAITING,
  };
}

function eventRow(event: RoomEvent): EventRow {
  return { kind: "event", key: `#${event.seq}`, seq: event.seq, at: event.at, event: event as EventRow["event"] };
}

const holeRow = (hole: Range): HoleRow => ({ kind: "hole", key: `hole/${hole.from}`, ...hole });

/** The same for a waiting message and for the event that confirms it, so that confirmation replaces and never adds. */
function rowKey({ actor, key, seq }: { actor: string | undefined; key?: string | undefined; seq?: number }): string {
  return key === undefined ? `#${seq}` : `${actor}/${key}`;
}

type Change = Exclude<Waiting, { name: "send_message" }>;

function pendingChanges(line: readonly Waiting[]): ReadonlyMap<number, Change[]> {
  const changes = new Map<number, Change[]>();
  for (const waiting of line) {
    if (waiting.name === "send_message") continue;
    const { seq } = waiting.payload;
    changes.set(seq, [...(changes.get(seq) ?? []), waiting]);
  }
  return changes;
}

/** A message as it will be, with one's own changes that wait. Those that were refused are told of, not shown. */
function overlaid(held: Held, changes: readonly Change[]): MessageRow | EventRow {
  if (!isPosted(held.event)) return settledRow(held);

  const shown = changes.filter(({ stage }) => stage.name !== "failed");
  const event = shown.reduce((posted, change) => revise(posted, revisionOf(change, posted)), held.event);
  const refusal = refusalIn(changes);
  return { ...confirmedRow(event), waiting: changes, ...(refusal && { refusal }) };
}

function refusalIn(changes: readonly Change[]): Refusal | undefined {
  for (const { stage } of changes) if (stage.name === "failed") return stage.refusal;
  return undefined;
}

function revisionOf(change: Change, posted: PostedEvent): Revision {
  const head = {
    // Just after whatever the message holds, so that it takes effect.
    seq: (posted.data.rev ?? 0) + 1,
    id: keyOf(change),
    at: change.madeAt,
    actor: change.actor ?? "",
  };
  const target = posted.seq;
  switch (change.name) {
    case "edit_message":
      return { ...head, type: "message_edited", data: { target, text: change.payload.text } };
    case "delete_message":
      return { ...head, type: "message_deleted", data: { target } };
    case "react":
      return {
        ...head,
        type: "reaction_changed",
        data: { target, emoji: change.payload.emoji, on: change.payload.on ?? true },
      };
  }
}

/** One's own messages that are not in the timeline yet. They come after everything. */
function waitingMessages(held: readonly Held[], line: readonly Waiting[], me: Author | undefined): MessageRow[] {
  const messages = line.filter((waiting) => waiting.name === "send_message");
  if (messages.length === 0) return [];

  const confirmed = new Set(held.map(({ event }) => rowKey(event)));
  return messages.flatMap((waiting) => {
    const { payload, actor = me?.id, madeAt, stage } = waiting;
    const { room: _room, key: own, seenSeq: _seen, ...said } = payload;
    const key = rowKey({ actor, key: own });
    if (confirmed.has(key)) return [];

    const row: MessageRow = {
      kind: "message",
      key,
      seq: stage.name === "sent" ? stage.seq : undefined,
      at: madeAt,
      actor,
      message: { ...(me?.name !== undefined && { name: me.name }), ...said },
      stage: stage.name,
      waiting: [waiting],
      ...(stage.name === "failed" && { refusal: stage.refusal }),
    };
    return [row];
  });
}
