import { type QueueSummary, queueStream } from "@parlor/protocol";
import { queueSummary, type QueueState } from "@parlor/rules";
import { done } from "../outcome.ts";
import type { Handler } from "./engine.ts";
import { queueAsker } from "./on-queue.ts";

const MOST = 200;

export const listQueues: Handler<"list_queues"> = async (_, { person }, { store, streams }) => {
  const asker = queueAsker(person);
  const queues: QueueSummary[] = [];
  for (const id of await store.queues(MOST)) {
    const { state } = await streams.open(queueStream(id));
    const summary = state && queueSummary(state as QueueState, asker);
    if (summary) queues.push(summary);
  }
  return done({ queues });
};
