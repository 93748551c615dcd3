import { inboxStream, isQueueStream, type QueuePlace, type QueuePlaceSignal, type StreamName } from "@parlor/protocol";
import { queuePlaces, type QueueState } from "@parlor/rules";
import type { Committed } from "../streams/journal.ts";

/** Tells everybody who waits in a queue where they stand, whenever that changes. */
export class QueuePlaces {
  readonly #tell: (signal: QueuePlaceSignal) => void;
  readonly #told = new Map<StreamName, Map<string, string>>();

  constructor(tell: (signal: QueuePlaceSignal) => void) {
    this.#tell = tell;
  }

  committed({ stream }: Committed): void {
    if (!isQueueStream(stream.name)) return;
    const queue = stream.state as QueueState;
    const before = this.#told.get(stream.name);
    const now = new Map<string, string>();
    const places = queuePlaces(queue);
    for (const { id, user } of queue.requests.values()) {
      const place = places.get(id);
      if (!place) continue;
      const text = JSON.stringify(place);
      now.set(id, text);
      if (before?.get(id) !== text) this.#tell(signal(queue.id, id, user, place));
    }
    if (now.size > 0) this.#told.set(stream.name, now);
    else this.#told.delete(stream.name);
  }
}

const signal = (queue: string, request: string, user: string, place: QueuePlace): QueuePlaceSignal => ({
  stream: inboxStream(user),
  kind: "queue_place",
  queue,
  request,
  place,
});
