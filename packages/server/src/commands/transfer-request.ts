import { transferRequest as transfer } from "@parlor/rules";
import type { Handler } from "./engine.ts";
import { AWAY } from "./offer-request.ts";
import { namedTaker, onQueue } from "./on-queue.ts";

export const transferRequest: Handler<"transfer_request"> = (payload, caller, engine, print) =>
  onQueue(payload, caller, engine, print, {
    decide: (queue, asker, scene) => {
      const { request, to } = payload;
      if (to === undefined) return transfer(queue, asker, { request }, scene);
      const taker = namedTaker(queue, to, engine);
      return taker ? transfer(queue, asker, { request, to: taker }, scene) : AWAY;
    },
    reply: () => ({ request: payload.request }),
    repeated: () => ({ request: payload.request }),
  });
