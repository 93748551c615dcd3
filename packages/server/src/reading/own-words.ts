import { inboxStream, isRoomStream, type ReadMarker, type StreamName, type UserId } from "@parlor/protocol";
import type { InboxState, RoomState } from "@parlor/rules";
import type { Committed, Journal } from "../streams/journal.ts";

export interface OwnWordsSettings {
  readonly journal: Pick<Journal, "submit">;
  readonly later: (ms: number, act: () => void) => () => void;
  readonly report: (error: unknown) => void;
}

/** However much somebody says, their marker moves only so often. */
const COALESCE_MS = 500;

/**
 * What people say themselves is not unread to them: their marker moves to their own last message. Unread counts stay
 * differences of two numbers, and no count ever looks at who wrote what.
 */
export class OwnWords {
  readonly #settings: OwnWordsSettings;
  readonly #waiting = new Map<string, ReadMarker>();

  constructor(settings: OwnWordsSettings) {
    this.#settings = settings;
  }

  /** Only what this server stored: each server has its own people. */
  committed({ stream, events }: Committed): void {
    if (!isRoomStream(stream.name)) return;
    const room = stream.state as RoomState;
    for (const { event } of events) {
      if (event.type !== "message_posted" || !room.members.has(event.actor)) continue;
      this.#said(event.actor, room.id, { seq: event.seq, no: event.data.no });
    }
  }

  #said(user: UserId, room: string, read: ReadMarker): void {
    const who = `${user}\n${room}`;
    const isWaiting = this.#waiting.has(who);
    this.#waiting.set(who, read);
    if (!isWaiting) this.#settings.later(COALESCE_MS, () => this.#mark(user, room, who));
  }

  #mark(user: UserId, room: string, who: string): void {
    const read = this.#waiting.get(who);
    this.#waiting.delete(who);
    if (!read) return;
    const stream: StreamName = inboxStream(user);
    this.#settings.journal
      .submit<void>({
        actor: user,
        streams: [stream],
        decide: (view) => {
          const entry = (view.state(stream) as InboxState).rooms.get(room);
          const isAhead = entry !== undefined && entry.read.seq < read.seq;
          return {
            drafts: isAhead ? [{ stream, draft: { type: "read_marked", data: { room, read } } }] : [],
            reply: () => undefined,
          };
        },
        repeated: () => undefined,
      })
      .catch(this.#settings.report);
  }
}
