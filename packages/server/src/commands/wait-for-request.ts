import { stopWaiting as stop, waitForRequest as wait } from "@parlor/rules";
import type { Handler } from "./engine.ts";
import { onQueue } from "./on-queue.ts";
import { takenBy } from "./take-request.ts";

export const waitForRequest: Handler<"wait_for_request"> = (payload, caller, engine, print) =>
  onQueue(payload, caller, engine, print, {
    decide: (queue, asker, scene) => wait(queue, asker, scene),
    reply: ({ request, room }) => ({ ...(request !== undefined && { request }), ...(room !== undefined && { room }) }),
    repeated: (first) => (first.type === "agent_waiting" ? {} : takenBy(first)),
  });

export const stopWaiting: Handler<"stop_waiting"> = (payload, caller, engine, print) =>
  onQueue(payload, caller, engine, print, {
    decide: (queue, asker) => stop(queue, asker.id),
    reply: () => ({ queue: payload.queue }),
    repeated: () => ({ queue: payload.queue }),
  });
