import type { Append, AppendedEvent, Group, RoomSummaryRow } from "./store.ts";

export type Draft = Partial<AppendedEvent> & Pick<AppendedEvent, "seq" | "json">;

/** An event as the journal writes it. */
export const jsonOf = (seq: number, data: object, type = "message_posted"): string =>
  JSON.stringify({ seq, id: `e-${seq}`, type, at: 1, actor: "ana", data });

/** Messages with these seqs, none of them with a key. */
export const drafts = (from: number, count: number): Draft[] =>
  Array.from({ length: count }, (_, index) => ({
    seq: from + index,
    json: jsonOf(from + index, { text: String(from + index) }),
  }));

export const append = (stream: string, expectedHead: number, events: readonly Draft[]): Append => ({
  stream,
  epoch: `epoch of ${stream}`,
  expectedHead,
  events: events.map((event) => ({ actor: "ana", ...event })),
  revisions: [],
  redactions: [],
});

/** A new stream with this many messages, each a group of its own. */
export const groupOf = (stream: string, count: number): Group[] =>
  Array.from({ length: count }, (_, index) => [append(stream, index, drafts(index + 1, 1))]);

export const summaryOf = (room: string, changes: Partial<RoomSummaryRow> = {}): RoomSummaryRow => ({
  room,
  kind: "community",
  title: "",
  description: "",
  createdAt: 1,
  closed: false,
  listed: true,
  memberCount: 1,
  ...changes,
});
