import type { QueueSummary } from "@parlor/protocol";
import type { ChatClient } from "../chat-client.ts";
import { createSource, type Observable } from "../observable.ts";
import { Watched } from "./watched.ts";

/** The queues in which one may do something, asked for again after every new connection. */
export interface Queues {
  /** Undefined until the server has answered. */
  readonly queues: Observable<readonly QueueSummary[] | undefined>;
  open(): Promise<void>;
  close(): void;
}

export function queuesOf(client: ChatClient): Queues {
  const queues = createSource<readonly QueueSummary[] | undefined>(undefined);
  const watched = new Watched(client, {
    show: async () => queues.set((await client.ask("list_queues", {})).queues),
    hear: () => {},
    leave: () => {},
  });
  return { queues, open: () => watched.open(), close: () => watched.close() };
}
