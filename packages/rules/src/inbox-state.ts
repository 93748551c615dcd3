import { type InboxEvent, type InboxRoom, type InboxView, MENTIONS_KEPT } from "@parlor/protocol";
import { Roster } from "./roster.ts";
import { unreachable } from "./unreachable.ts";

/** What concerns one person outside the open room: their rooms, how far they read, where they were named. */
export interface InboxState {
  readonly rooms: Roster<InboxRoom>;
}

export const EMPTY_INBOX: InboxState = { rooms: Roster.of([]) };

export function foldInbox(inbox: InboxState, event: InboxEvent): InboxState {
  switch (event.type) {
    case "room_added": {
      const { room, seq, no } = event.data;
      return {
        ...inbox,
        rooms: inbox.rooms.with(room, { room, addedAt: event.at, read: { seq, no }, mentions: [] }),
      };
    }
    case "room_removed":
      return { ...inbox, rooms: inbox.rooms.without(event.data.room) };
    case "read_marked": {
      const { room, read } = event.data;
      return changeRoom(inbox, room, (entry) => ({
        ...entry,
        read,
        mentions: entry.mentions.filter((seq) => seq > read.seq),
      }));
    }
    case "mentioned": {
      const { room, seq } = event.data;
      return changeRoom(inbox, room, (entry) => ({
        ...entry,
        mentions: [...entry.mentions, seq].slice(-MENTIONS_KEPT),
      }));
    }
    default:
      return unreachable(event);
  }
}

function changeRoom(inbox: InboxState, room: string, change: (entry: InboxRoom) => InboxRoom): InboxState {
  const entry = inbox.rooms.get(room);
  return entry ? { ...inbox, rooms: inbox.rooms.with(room, change(entry)) } : inbox;
}

export const inboxView = (inbox: InboxState): InboxView => ({ rooms: [...inbox.rooms.values()] });

export const inboxFromView = (view: InboxView): InboxState => ({
  rooms: Roster.of(view.rooms.map((entry) => [entry.room, entry])),
});

/** Two numbers, both from the log, so that a count can neither drift nor cost a scan. */
export const unreadCount = (messageCount: number, readNo: number): number => Math.max(0, messageCount - readNo);
