import type { QueuePlace } from "@parlor/protocol";
import type { ChatClient } from "../chat-client.ts";
import { createSource, type Observable } from "../observable.ts";
import { Watched } from "./watched.ts";

export interface Places extends Observable<ReadonlyMap<string, QueuePlace>> {
  /** Listens no longer. */
  readonly stop: () => void;
}

/** Where one's own requests for help stand, by request, as long as they wait. */
export function placesOf(client: ChatClient): Places {
  const places = createSource<ReadonlyMap<string, QueuePlace>>(new Map());
  const watched = new Watched(client, {
    show: async () => {
      const { queues } = await client.ask("list_queues", {});
      places.set(new Map(queues.flatMap((queue) => queue.places.map(({ request, place }) => [request, place]))));
    },
    hear: (frame) => {
      if (frame.type !== "signal" || frame.payload.kind !== "queue_place") return;
      places.set(new Map(places.get()).set(frame.payload.request, frame.payload.place));
    },
    leave: () => {},
  });
  // Who may not ask anywhere has no places.
  watched.open().catch(() => {});
  const stopWatching = client.inbox.watch(() => {
    const waiting = new Set(
      client.inbox.get().requests.flatMap(({ request, status }) => (status === "waiting" ? [request] : [])),
    );
    const gone = [...places.get().keys()].filter((request) => !waiting.has(request));
    if (gone.length > 0) places.set(new Map([...places.get()].filter(([request]) => waiting.has(request))));
  });
  return {
    get: places.get,
    watch: places.watch,
    stop: () => {
      watched.close();
      stopWatching();
    },
  };
}
