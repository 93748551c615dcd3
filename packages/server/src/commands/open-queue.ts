import { queueStream } from "@parlor/protocol";
import { canOpenQueue, type QueueState, WHOLE_SIGHT } from "@parlor/rules";
import { RawJson } from "../encoding/raw-json.ts";
import { done, refused } from "../outcome.ts";
import type { Handler } from "./engine.ts";
import { noSuchQueue, queueAsker } from "./on-queue.ts";
import { refusalFrom } from "./verdict.ts";
import { pageFor, rowsJson, startWatching, stateJson, stopWatching } from "./watching.ts";

/** Events of a queue that come with its state. The state says it all; the newest are for showing what just happened. */
const NEWEST = 20;

export const openQueue: Handler<"open_queue"> = async ({ queue: id, after }, caller, engine) => {
  const stream = await engine.streams.open(queueStream(id));
  const queue = stream.state as QueueState | undefined;
  if (!queue) return refused(noSuchQueue(id));
  const may = canOpenQueue(queueAsker(caller.person), queue);
  if (!may.ok) return refused(refusalFrom(may));
  const tooMany = startWatching(stream, caller, engine);
  if (tooMany) return refused(tooMany);

  const { rows, gap } = pageFor(stream, after, WHOLE_SIGHT, NEWEST);
  return done(
    new RawJson(
      `{"queue":${JSON.stringify(id)},"epoch":${JSON.stringify(stream.epoch)},"head":${stream.head}` +
        `,"state":${stateJson(stream)},"events":${rowsJson(rows)}${gap ? `,"gap":${JSON.stringify(gap)}` : ""}}`,
    ),
  );
};

export const closeQueueView: Handler<"close_queue_view"> = ({ queue }, caller, engine) => {
  stopWatching(queueStream(queue), caller, engine);
  return done({ queue });
};
