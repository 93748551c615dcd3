import {
  type InboxEvent,
  type InboxRoom,
  type InboxView,
  type Invited,
  INVITATIONS_KEPT,
  MENTIONS_KEPT,
  type RequestMoved,
} from "@parlor/protocol";
import { Roster } from "./roster.ts";
import { unreachable } from "./unreachable.ts";

/** What concerns one person outside the open room: their rooms, how far they read, where they were named, what waits. */
export interface InboxState {
  readonly rooms: Roster<InboxRoom>;
  readonly invitations: readonly Invited[];
  /** Open requests for help. */
  readonly requests: readonly RequestMoved[];
}

export const EMPTY_INBOX: InboxState = { rooms: Roster.of([]), invitations: [], requests: [] };

export function foldInbox(inbox: InboxState, event: InboxEvent): InboxState {
  switch (event.type) {
    case "room_added": {
      const { room, seq, no } = event.data;
      return {
        ...withoutInvitation(inbox, room),
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
    case "invited":
      return {
        ...inbox,
        invitations: [...withoutInvitation(inbox, event.data.room).invitations, event.data].slice(-INVITATIONS_KEPT),
      };
    case "uninvited":
      return withoutInvitation(inbox, event.data.room);
    case "request_moved": {
      const { queue, request, status } = event.data;
      const others = inbox.requests.filter((other) => other.queue !== queue || other.request !== request);
      const isOpen = status === "waiting" || status === "taken";
      return { ...inbox, requests: isOpen ? [...others, event.data] : others };
    }
    // Told once, to whoever is there to hear it.
    case "sent_back":
      return inbox;
    default:
      return unreachable(event);
  }
}

function changeRoom(inbox: InboxState, room: string, change: (entry: InboxRoom) => InboxRoom): InboxState {
  const entry = inbox.rooms.get(room);
  return entry ? { ...inbox, rooms: inbox.rooms.with(room, change(entry)) } : inbox;
}

function withoutInvitation(inbox: InboxState, room: string): InboxState {
  return { ...inbox, invitations: inbox.invitations.filter((one) => one.room !== room) };
}

export const inboxView = ({ rooms, invitations, requests }: InboxState): InboxView => ({
  rooms: [...rooms.values()],
  ...(invitations.length > 0 && { invitations: [...invitations] }),
  ...(requests.length > 0 && { requests: [...requests] }),
});

export const inboxFromView = ({ rooms, invitations, requests }: InboxView): InboxState => ({
  rooms: Roster.of(rooms.map((entry) => [entry.room, entry])),
  invitations: invitations ?? [],
  requests: requests ?? [],
});

/** Two numbers, both from the log, so that a count can neither drift nor cost a scan. */
export const unreadCount = (messageCount: number, readNo: number): number => Math.max(0, messageCount - readNo);
