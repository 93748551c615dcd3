import { roomStream, type Topic } from "@parlor/protocol";
import type { ChatClient } from "../chat-client.ts";
import { createSource, type Observable } from "../observable.ts";
import { Watched } from "./watched.ts";

/** What a room talks about. Live while the room is open as well. */
export interface RoomTopics {
  readonly topics: Observable<readonly Topic[]>;
  open(): Promise<void>;
  close(): void;
}

export function topicsOf(client: ChatClient, room: string): RoomTopics {
  const topics = createSource<readonly Topic[]>([]);
  const watched = new Watched(client, {
    show: async () => topics.set((await client.ask("load_topics", { room })).topics),
    hear({ type, payload }) {
      if (type === "signal" && payload.kind === "topics" && payload.stream === roomStream(room))
        topics.set(payload.topics);
    },
    leave: () => undefined,
  });
  return { topics, open: () => watched.open(), close: () => watched.close() };
}
