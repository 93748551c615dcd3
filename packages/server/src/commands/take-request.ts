import type { AnyEvent, Reply } from "@parlor/protocol";
import { takeRequest as take } from "@parlor/rules";
import type { Handler } from "./engine.ts";
import { onQueue } from "./on-queue.ts";

export const takeRequest: Handler<"take_request"> = (payload, caller, engine, print) =>
  onQueue(payload, caller, engine, print, {
    decide: (queue, asker, scene) => take(queue, asker, { request: payload.request }, scene),
    reply: ({ request, room }) => ({ request, room }),
    repeated: takenBy,
  });

export function takenBy(first: AnyEvent): Reply<"take_request"> {
  if (first.type !== "request_taken") throw new Error("a taken request is not in its queue");
  return { request: first.data.request, room: first.data.room };
}
