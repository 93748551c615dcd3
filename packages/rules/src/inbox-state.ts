import {
  ENDINGS_KEPT,
  type InboxEvent,
  type InboxRoom,
  type InboxView,
  type Invited,
  INVITATIONS_KEPT,
  MENTIONS_KEPT,
  type RequestMoved,
  type SentBack,
} from "@parlor/protocol";
import { Roster } from "./roster.ts";
import { unreachable } from "./unreachable.ts";

/** What concerns one person outside the open room: their rooms, how far they read, where they were named, what waits. */
export interface InboxState {
  readonly rooms: Roster<InboxRoom>;
  readonly invitations: readonly Invited[];
  /** Open requests for help. */
  readonly requests: readonly RequestMoved[];
  /** Conversations that ended for them, the newest last: a token is wanted after a reload, too. */
  readonly ended: readonly SentBack[];
}

export const EMPTY_INBOX: InboxState = { rooms: Roster.of([]), invitations: [], requests: [], ended: [] };

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
    case "sent_back":
      return { ...inbox, ended: [...inbox.ended, event.data].slice(-ENDINGS_KEPT) };
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

export const inboxView = ({ rooms, invitations, requests, ended }: InboxState): InboxView => ({
  rooms: [...rooms.values()],
  ...(invitations.length > 0 && { invitations: [...invitations] }),
  ...(requests.length > 0 && { requests: [...requests] }),
  ...(ended.length > 0 && { ended: [...ended] }),
});

export const inboxFromView = ({ rooms, invitations, requests, ended }: InboxView): InboxState => ({
  rooms: Roster.of(rooms.map((entry) => [entry.room, entry])),
  invitations: invitations ?? [],
  requests: requests ?? [],
  ended: ended ?? [],
});

/** Two numbers, both from the log, so that a count can neither drift nor cost a scan. */
export const unreadCount = (messageCount: number, readNo: number): number => Math.max(0, messageCount - readNo);
