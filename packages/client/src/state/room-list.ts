import type { InboxRoom, QueueId, ReadMarker, RoomId, RoomSummary } from "@parlor/protocol";
import { type RoomState, unreadCount } from "@parlor/rules";
import { furthest } from "./read-marker.ts";

/** One of a person's own rooms, as a list of rooms shows it. */
export interface RoomEntry {
  readonly room: RoomId;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly closed: boolean;
  readonly memberCount: number;
  readonly messageCount: number;
  readonly lastMessageAt: number | undefined;
  readonly createdAt: number;
  /** The queue it came from. */
  readonly queue: QueueId | undefined;
  readonly read: ReadMarker | undefined;
  readonly unread: number;
  /** How many unread messages name this person. */
  readonly mentions: number;
}

/** What is known of one room, from the inbox, from the last list, and from the room itself while it is open. */
export interface RoomFacts {
  readonly entry: InboxRoom;
  readonly summary: RoomSummary | undefined;
  readonly state: RoomState | undefined;
  /** One's own marker, ahead of the server's answer. */
  readonly reading: ReadMarker | undefined;
}

/** Undefined while nothing but its id is known. An open room knows better than the last list. */
export function roomEntry({ entry, summary, state, reading }: RoomFacts): RoomEntry | undefined {
  const known = state ?? summary;
  if (!known) return undefined;

  const read = furthest(reading, furthest(entry.read, summary?.read));
  const messageCount = Math.max(state?.messageCount ?? 0, summary?.messageCount ?? 0);
  return {
    room: entry.room,
    kind: typeof known.kind === "string" ? known.kind : known.kind.name,
    title: known.title,
    description: known.description,
    closed: Boolean(known.closed),
    memberCount: known.memberCount,
    messageCount,
    lastMessageAt: state?.lastMessageAt ?? summary?.lastMessageAt,
    createdAt: known.createdAt,
    queue: summary?.queue,
    read,
    unread: unreadCount(messageCount, read?.no ?? 0),
    mentions: entry.mentions.filter((seq) => seq > (read?.seq ?? 0)).length,
  };
}

/** Where something was said last comes first. */
export function byActivity(entries: readonly RoomEntry[]): RoomEntry[] {
  const activity = ({ lastMessageAt, createdAt }: RoomEntry) => lastMessageAt ?? createdAt;
  return [...entries].sort((a, b) => activity(b) - activity(a) || (a.room < b.room ? -1 : 1));
}
