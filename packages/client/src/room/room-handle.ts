import type { Location, Presence, PayloadInput, RefusalCode, Reply, RoomId, Seq, UserId } from "@parlor/protocol";
import type { Act, can, RoomState } from "@parlor/rules";
import type { Observable } from "../observable.ts";
import type { Range } from "../state/ranges.ts";
import type { MessageRow, Row } from "../state/rows.ts";
import type { Typists } from "../state/typing.ts";

/** Whether the server shows us the room: its word, not our wish. */
export type Watch =
  | { readonly name: "closed" }
  /** Asked for, or lost with the connection and not confirmed since. */
  | { readonly name: "opening" }
  | { readonly name: "watching" }
  | { readonly name: "refused"; readonly code: RefusalCode; readonly message: string };

export interface RoomTimeline {
  readonly rows: readonly Row[];
  /** What was not read between the rows. `loadBefore(hole.to + 1)` reads into one. */
  readonly holes: readonly Range[];
  /** Something newer than the last row exists, or may exist. */
  readonly isBehind: boolean;
  /** The first row is the first there is. */
  readonly reachesStart: boolean;
  /** Where "new" begins. It stays where it was when the room was opened. */
  readonly divider: { readonly after: Seq; readonly unread: number } | undefined;
}

export interface SendOptions {
  readonly mentions?: readonly UserId[];
  readonly replyTo?: Seq;
  readonly location?: Location;
  /** "I have seen everything up to here": refused when a colleague answered since. */
  readonly seenSeq?: Seq;
}

/** One room. What it shows is live between `open` and the last `close`. */
export interface Room {
  readonly id: RoomId;
  readonly watch: Observable<Watch>;
  readonly timeline: Observable<RoomTimeline>;
  readonly state: Observable<RoomState | undefined>;
  readonly presence: Observable<Presence | undefined>;
  readonly typists: Observable<Typists>;
  /** How far others have read, as far as it was heard. */
  readonly receipts: Observable<ReadonlyMap<UserId, Seq>>;

  /** Resolves once the server shows the room; rejects when it refuses. Every `open` wants its own `close`. */
  open(): Promise<void>;
  close(): void;

  /** Resolves once the server has stored it. Offline, it waits; when refused, discarded or disconnected, it rejects. */
  send(text: string, options?: SendOptions): Promise<Reply<"send_message">>;
  /** The same for everything else that is sent: messages already stored, by their seq. */
  edit(seq: Seq, text: string): Promise<Reply<"edit_message">>;
  remove(seq: Seq): Promise<Reply<"delete_message">>;
  react(seq: Seq, emoji: string, on?: boolean): Promise<Reply<"react">>;
  /** A failed row: try again, or take it away. */
  retry(row: MessageRow): void;
  discard(row: MessageRow): void;

  /** "I have read up to here", or to the newest. A marker never moves back. */
  markRead(seq?: Seq): void;
  /** Call it at every keystroke; it is sent as often as needed, and not at all where the room's kind has no typing. */
  typing(on?: boolean): void;

  /** Reads a page that ends before `seq`, or before the first row. */
  loadBefore(seq?: Seq): Promise<void>;
  /** Reads a page that begins after `seq`. */
  loadAfter(seq: Seq): Promise<void>;
  /** Reads what lies around an old message. Live messages go on arriving at the end. */
  loadAround(seq: Seq): Promise<void>;

  /** Drops what stands before `seq`. It is read again like any page. */
  letGo(seq: Seq): void;

  /** Whether one may, and if not, why: the rule that the server applies. */
  can(act: Act): ReturnType<typeof can>;
}

export type HistoryRequest = Omit<PayloadInput<"load_history">, "room">;
