import { type NewsSignal, type Reply, type RoomId, type RoomSummary, streamSubject } from "@parlor/protocol";
import type { Connection } from "./connection/connection.ts";
import { createSource } from "./observable.ts";
import type { LiveRoom } from "./room/live-room.ts";
import type { Inbox } from "./state/inbox.ts";
import { byActivity, roomEntry, type RoomEntry, type RoomFacts } from "./state/room-list.ts";

export interface RoomListOptions {
  readonly connection: Connection;
  readonly inbox: () => Inbox;
  readonly rooms: ReadonlyMap<RoomId, LiveRoom>;
  readonly report: (error: unknown) => void;
}

const PAGE = 200;
const PAGES_AT_MOST = 50;

/** One's own rooms with what is unread. Open rooms count live, the others as the server tells now and then. */
export class RoomList {
  readonly entries = createSource<readonly RoomEntry[]>([]);
  readonly #options: RoomListOptions;
  readonly #made = new Map<RoomId, { readonly from: RoomFacts; readonly entry: RoomEntry | undefined }>();
  #summaries = new Map<RoomId, RoomSummary>();
  #isRefreshing = false;
  #isStale = false;

  constructor(options: RoomListOptions) {
    this.#options = options;
  }

  /** Wanted while a list is on its way, it is asked for again: that list may have been read before what is new. */
  refresh(): void {
    this.#isStale = this.#isRefreshing;
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    this.#load()
      .catch(this.#options.report)
      .finally(() => {
        this.#isRefreshing = false;
        if (this.#isStale) this.refresh();
      });
  }

  /** Something was said in a room that is not open. */
  heard({ stream, messageCount, lastMessageAt }: NewsSignal): void {
    const summary = this.#summaries.get(streamSubject(stream));
    if (!summary) return;
    this.#summaries.set(summary.room, { ...summary, messageCount, lastMessageAt });
    this.changed();
  }

  /** Something it is made of is other than before. */
  changed(): void {
    const entries: RoomEntry[] = [];
    for (const inboxRoom of this.#options.inbox().state.rooms.values()) {
      const live = this.#options.rooms.get(inboxRoom.room);
      const facts = {
        entry: inboxRoom,
        summary: this.#summaries.get(inboxRoom.room),
        state: live?.isOpen ? live.state.get() : undefined,
        reading: live?.reading.own,
      };
      const entry = this.#entry(facts);
      if (entry) entries.push(entry);
    }
    const sorted = byActivity(entries);
    const before = this.entries.get();
    const isSame = sorted.length === before.length && sorted.every((entry, i) => entry === before[i]);
    if (!isSame) this.entries.set(sorted);
  }

  /** The same object while nothing about the room changed. */
  #entry(from: RoomFacts): RoomEntry | undefined {
    const { room } = from.entry;
    const made = this.#made.get(room);
    if (made && isSame(made.from, from)) return made.entry;

    const entry = roomEntry(from);
    this.#made.set(room, { from, entry });
    return entry;
  }

  async #load(): Promise<void> {
    const summaries = new Map<RoomId, RoomSummary>();
    let after: string | undefined;
    for (let page = 0; page < PAGES_AT_MOST; page += 1) {
      const reply: Reply<"list_rooms"> = await this.#options.connection.askOnce("list_rooms", {
        of: "mine",
        limit: PAGE,
        ...(after !== undefined && { after }),
      });
      for (const summary of reply.rooms) summaries.set(summary.room, summary);
      after = reply.next;
      if (after === undefined) break;
    }
    this.#summaries = summaries;
    this.#made.clear();
    this.changed();
  }
}

function isSame(a: RoomFacts, b: RoomFacts): boolean {
  return a.entry === b.entry && a.summary === b.summary && a.state === b.state && a.reading === b.reading;
}
