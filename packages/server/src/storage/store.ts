import type { RoomSummary, StreamName } from "@parlor/protocol";

/** One event of a stream as it travels now: with the message's current text, reactions and marks. */
export interface Row {
  readonly seq: number;
  readonly json: string;
}

/** What is needed to hold a stream in memory: a fold up to `snapshot.seq`, and the rows from which the rest follows. */
export interface StoredStream {
  readonly epoch: string;
  readonly head: number;
  readonly snapshot: { readonly seq: number; readonly json: string } | undefined;
  /** Every row after the snapshot, and at least the newest `recent` ones. Oldest first, without holes. */
  readonly rows: readonly Row[];
}

/** A stream as it was when somebody read it: rows without holes, up to its head. */
export type StreamCopy = Pick<StoredStream, "epoch" | "head" | "rows">;

export interface AppendedEvent {
  readonly seq: number;
  readonly actor: string;
  readonly json: string;
  /** Once-only for the life of the stream, together with the actor. */
  readonly key?: string | undefined;
  /** A fingerprint of the command, which tells a repetition from another command under the same key. */
  readonly print?: number | undefined;
  /** The seq of the message this event revises. */
  readonly target?: number | undefined;
}

/** What one command adds to one stream. */
export interface Append {
  readonly stream: StreamName;
  readonly epoch: string;
  /** Where the stream must stand for the command's decision to hold. 0 is a stream that does not exist yet. */
  readonly expectedHead: number;
  readonly events: readonly AppendedEvent[];
  /** Earlier rows as they read from now on. */
  readonly revisions: readonly Row[];
  /** Messages whose earlier edits must no longer show their text. */
  readonly redactions: readonly number[];
  readonly snapshot?: { readonly seq: number; readonly json: string } | undefined;
  /** What the list of rooms shows, when it changed. */
  readonly summary?: RoomSummaryRow | undefined;
  /** When time has something to do with this stream next; `null` when it has nothing. Absent: as before. */
  readonly deadline?: number | null | undefined;
  /** How many messages the room holds now, and since when. */
  readonly count?: { readonly messages: number; readonly lastAt: number } | undefined;
}

export interface RoomSummaryRow {
  readonly room: string;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly createdAt: number;
  readonly closed: boolean;
  readonly listed: boolean;
  readonly memberCount: number;
  readonly queue?: string | undefined;
}

/** All the appends of one command: stored together or not at all. */
export type Group = readonly Append[];

export type AppendResult =
  | { readonly status: "stored" }
  /** Some stream does not stand where the command was decided, or nobody knows. Catch up and decide again. */
  | { readonly status: "moved" }
  /** The first event's actor and key were there before, wherever the streams stand now. Nothing was stored. */
  | { readonly status: "repeated"; readonly row: Row; readonly print: number | undefined };

export interface Range {
  /** Both exclusive. With `after` the rows nearest to it, otherwise the ones nearest to `before`. Oldest first. */
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/**
 * Where everything durable lies. What it promises is written as tests in storage-contract.ts.
 * A rejected promise means that the world failed. Where the store is another machine that went away in the middle, and
 * stays away, what was to be stored may be there when it is back: then keys tell, and heads.
 */
export interface Store {
  /** What an operator should look at when nothing can be stored. */
  readonly advice: string;
  /** Stores each group that still holds, in one durable transaction, and answers in the order of the groups. */
  append(groups: readonly Group[]): Promise<readonly AppendResult[]>;
  /**
   * Waits for its turn on these streams, hands over what others stored there since, and appends what is decided upon
   * that. For streams that several servers write to at once, where `append` would mostly come too late.
   */
  appendInTurn(
    known: readonly (Known & { readonly epoch: string })[],
    decide: (news: readonly News[]) => readonly Group[],
  ): Promise<readonly AppendResult[]>;
  /** The copy's rows are given back where they are what would be read; otherwise it is as if there were no copy. */
  load(stream: StreamName, recent: number, copy?: StreamCopy): Promise<StoredStream | undefined>;
  read(stream: StreamName, range: Range): Promise<readonly Row[]>;
  row(stream: StreamName, seq: number): Promise<Row | undefined>;
  /** What this actor stored in the stream under this key. */
  firstUse(stream: StreamName, actor: string, key: string): Promise<FirstUse | undefined>;
  /** Of these streams, those that stand further than is known of them. */
  ahead(known: readonly Known[]): Promise<readonly Standing[]>;
  /** The stream of an epoch: event ids begin with it. */
  streamOf(epoch: string): Promise<StreamName | undefined>;
  summaries(rooms: readonly string[]): Promise<readonly Summary[]>;
  /** Rooms shown to everybody, by id. */
  listed(listing: Listing): Promise<readonly Summary[]>;
  /** Ids of the rooms of a kind that are not closed. */
  openRooms(kind: string, limit: number): Promise<readonly string[]>;
  /** Ids of queues, in their order. */
  queues(limit: number): Promise<readonly string[]>;
  /** Streams with a deadline in a span of time, soonest first. With `after`, those that follow this one. */
  due(span: DueSpan): Promise<readonly Due[]>;
  /** Nothing was ever stored here. */
  isEmpty(): Promise<boolean>;
  close(): Promise<void>;
}

/** Which of the rooms shown to everybody: so many from after this one on, where these words stand. */
export interface Listing {
  readonly search?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** What another server stored: where the stream stands, and the rows that led there unless they are many. */
export interface News {
  readonly stream: StreamName;
  readonly epoch: string;
  readonly head: number;
  readonly rows: readonly Row[];
  /** Of each row the print of its key, where they are known. */
  readonly prints?: readonly (number | undefined)[] | undefined;
}

/** The first row under an actor and key, and the fingerprint of the command that made it. */
export interface FirstUse {
  readonly row: Row;
  readonly print: number | undefined;
}

export interface Known {
  readonly stream: StreamName;
  readonly head: number;
}

export interface Standing {
  readonly stream: StreamName;
  readonly epoch: string;
  readonly head: number;
}

export interface DueSpan {
  readonly from: number;
  /** Exclusive. */
  readonly before: number;
  readonly limit: number;
  readonly after?: Due | undefined;
}

export interface Due {
  readonly stream: StreamName;
  readonly at: number;
}

export type Summary = Omit<RoomSummary, "read" | "mentions">;
