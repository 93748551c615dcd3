import { type QueueEvent, queueStream } from "@parlor/protocol";
import { foldQueue, queueFromView, type QueueState } from "@parlor/rules";
import type { ChatClient } from "../chat-client.ts";
import { createSource, type Observable } from "../observable.ts";
import { Watched } from "./watched.ts";

/** A queue as those see it who work it: live between `open` and the last `close`. */
export interface Queue {
  readonly state: Observable<QueueState | undefined>;
  open(): Promise<void>;
  close(): void;
}

export function queueOf(client: ChatClient, queue: string): Queue {
  const stream = queueStream(queue);
  const state = createSource<QueueState | undefined>(undefined);
  let at = { epoch: "", head: 0 };
  const watched: Watched = new Watched(client, {
    show: async () => {
      const { epoch, head, state: view } = await client.ask("open_queue", { queue });
      at = { epoch, head };
      state.set(queueFromView(view));
    },
    hear(frame) {
      if (frame.type !== "events" || frame.payload.stream !== stream || frame.payload.epoch !== at.epoch) return;
      for (const event of frame.payload.events as readonly unknown[] as readonly QueueEvent[]) {
        if (event.seq <= at.head) continue;
        if (event.seq > at.head + 1) return watched.again();
        at = { ...at, head: event.seq };
        state.set(foldQueue(queue, state.get(), event));
      }
    },
    leave: () => void client.ask("close_queue_view", { queue }).catch(() => {}),
  });
  return { state, open: () => watched.open(), close: () => watched.close() };
}
