import { type QueueEvent, type QueueId, queueStream } from "@parlor/protocol";
import { canReadArchive, type EndedConversation, QueuePast, type QueueState, type RoomState } from "@parlor/rules";
import { queueAsker } from "../commands/on-queue.ts";
import type { Person } from "../identity/person.ts";
import type { Store } from "../storage/store.ts";
import type { OpenStreams } from "../streams/open-streams.ts";
import { parseRow } from "../streams/window.ts";

const PAGE = 200;
/** Of a queue's past so much is read at most. */
const MAX_PAGES = 100;
const MAX_ENDED = 500;

/** The conversations of a queue that are over, for those who work it: they need not have been in them. */
export class QueueArchive {
  readonly #streams: Pick<OpenStreams, "open">;
  readonly #store: Pick<Store, "read">;

  constructor(streams: Pick<OpenStreams, "open">, store: Pick<Store, "read">) {
    this.#streams = streams;
    this.#store = store;
  }

  /** The newest that this person may read, what began last first. */
  async ended(id: QueueId, reader: Person): Promise<readonly EndedConversation[]> {
    const stream = queueStream(id);
    const { state, head } = await this.#streams.open(stream);
    if (!state) return [];
    const past = new QueuePast();
    let before = head + 1;
    for (let pages = 0; before > 1 && pages < MAX_PAGES && past.ended.length < MAX_ENDED; pages++) {
      const rows = await this.#store.read(stream, { before, limit: PAGE });
      for (const row of rows.toReversed()) past.readBack(parseRow(row) as QueueEvent);
      before = rows[0]?.seq ?? 1;
    }
    return past.ended
      .filter(({ team }) => canReadArchive(queueAsker(reader), state as QueueState, team).ok)
      .toSorted((one, other) => other.startedAt - one.startedAt)
      .slice(0, MAX_ENDED);
  }

  /**
   * As whom this person reads a conversation of these queues that is over: like a back end of theirs. Undefined when
   * it is none, or not for them.
   */
  async readerOf(room: RoomState, queues: readonly QueueId[], person: Person): Promise<Person | undefined> {
    const queue = room.about?.queue;
    if (!room.closed || queue === undefined || !queues.includes(queue)) return undefined;
    const { state } = await this.#streams.open(queueStream(queue));
    const may = state && canReadArchive(queueAsker(person), state as QueueState, room.about?.team);
    return may?.ok ? { ...person, server: true } : undefined;
  }
}
