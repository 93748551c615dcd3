import {
  type AnyDraft,
  type InboxDraft,
  inboxStream,
  type QueueDraft,
  queueStream,
  type RoomDraft,
  roomStream,
  type StreamName,
} from "@parlor/protocol";
import type { No } from "./answer.ts";

/** An event that a decision wants in a stream. Without `actor` it is the act of whoever gave the command. */
export interface Planned {
  readonly stream: StreamName;
  readonly draft: AnyDraft;
  readonly actor?: string;
}

/** What to store, all of it or nothing; the first draft is in the command's own stream. No drafts: it is so already. */
export type Verdict<More = unknown> = ({ readonly ok: true; readonly drafts: readonly Planned[] } & More) | No;

/** The seq that the next event of a stream gets, as things stand before the plan. */
export type NextSeq = (stream: StreamName) => number;

const planned = (stream: StreamName, draft: AnyDraft, actor?: string): Planned => ({
  stream,
  draft,
  ...(actor !== undefined && { actor }),
});

export const inRoom = (room: string, draft: RoomDraft, actor?: string): Planned =>
  planned(roomStream(room), draft, actor);
export const inInbox = (user: string, draft: InboxDraft): Planned => planned(inboxStream(user), draft);
export const inQueue = (queue: string, draft: QueueDraft, actor?: string): Planned =>
  planned(queueStream(queue), draft, actor);
