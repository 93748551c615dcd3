import {
  type Cursor,
  type HelloReply,
  inboxStream,
  type InboxView,
  isInboxStream,
  isRoomStream,
  type NewsSignal,
  type Resumed,
  type RoomId,
  type ServerFrame,
  type StreamName,
  streamSubject,
  type User,
} from "@parlor/protocol";
import type { Clock } from "./clock.ts";
import type { Connection } from "./connection/connection.ts";
import { Refused } from "./errors.ts";
import { createSource } from "./observable.ts";
import type { LiveRoom } from "./room/live-room.ts";
import { chunks } from "./state/chunks.ts";
import { type Inbox, inboxCursor, inboxFrom, inboxIsBehind, NO_INBOX, receiveInbox } from "./state/inbox.ts";

export interface SyncOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly rooms: ReadonlyMap<RoomId, LiveRoom>;
  readonly inboxChanged: (before: Inbox) => void;
  readonly news: (signal: NewsSignal) => void;
  readonly report: (error: unknown) => void;
}

type Cursors = Record<StreamName, Cursor | null>;
export type StreamFrame = Exclude<ServerFrame, { type: "reply" | "refusal" }>;

const AGAIN_AFTER_MS = 1_000;

/** Brings every stream up to date after each hello, and takes what arrives to where it belongs. */
export class Sync {
  readonly inbox = createSource(NO_INBOX);
  readonly #options: SyncOptions;
  #user: User | undefined;

  constructor(options: SyncOptions) {
    this.#options = options;
  }

  /** All streams in one frame, or in as few as the server's limits allow. */
  start({ user, limits }: HelloReply): void {
    if (this.#user && this.#user.id !== user.id) this.#setInbox(NO_INBOX);
    this.#user = user;

    const cursors: Cursors = { [inboxStream(user.id)]: inboxCursor(this.inbox.get()) };
    for (const room of this.#options.rooms.values()) {
      if (room.cursor) cursors[`room:${room.id}`] = room.cursor;
    }
    for (const some of chunks(Object.entries(cursors), limits.resumeCursors, limits.frameBytes)) {
      void this.#resume(Object.fromEntries(some)).catch(this.#options.report);
    }
  }

  receive(frame: StreamFrame): void {
    switch (frame.type) {
      case "events": {
        const { stream, epoch, events } = frame.payload;
        if (isRoomStream(stream)) return this.#room(stream)?.events(frame.payload);
        if (isInboxStream(stream) && epoch === this.inbox.get().epoch) {
          this.#setInbox(receiveInbox(this.inbox.get(), events));
        }
        return;
      }
      case "resumed":
        for (const answer of frame.payload.streams) this.#resumed(answer);
        return;
      case "signal":
        if (frame.payload.kind === "news") return this.#options.news(frame.payload);
        return this.#room(frame.payload.stream)?.signal(frame.payload);
      case "view_closed":
        return this.#room(frame.payload.stream)?.refuse(frame.payload);
    }
  }

  #room(stream: StreamName): LiveRoom | undefined {
    return isRoomStream(stream) ? this.#options.rooms.get(streamSubject(stream)) : undefined;
  }

  #resumed(answer: Resumed): void {
    if (isRoomStream(answer.stream)) return this.#room(answer.stream)?.resumed(answer);
    if (!isInboxStream(answer.stream) || answer.status === "refused") return;

    const inbox =
      answer.status === "events"
        ? receiveInbox({ ...this.inbox.get(), heardOf: answer.head }, answer.events)
        : inboxFrom(answer.epoch, answer.head, answer.state as InboxView);
    this.#setInbox(inbox);
  }

  #setInbox(inbox: Inbox): void {
    const before = this.inbox.get();
    this.inbox.set(inbox);
    if (inbox.state !== before.state) this.#options.inboxChanged(before);
    // Only when it fell behind just now; otherwise it has been asked for already.
    if (inboxIsBehind(inbox) && !inboxIsBehind(before) && this.#user) {
      void this.#resume({ [inboxStream(this.#user.id)]: inboxCursor(inbox) }).catch(this.#options.report);
    }
  }

  /** Until it is answered, or the connection ends: the next one resumes everything anyway. */
  async #resume(cursors: Cursors): Promise<void> {
    const { connection, clock } = this.#options;
    try {
      await connection.askOnce("resume", { cursors });
    } catch (error) {
      if (!connection.isOnline || (error instanceof Refused && error.retry === "never")) throw error;
      const waitMs = (error instanceof Refused && error.retryAfterMs) || AGAIN_AFTER_MS;
      clock.after(waitMs, () => void this.#resume(cursors).catch(this.#options.report));
    }
  }
}
