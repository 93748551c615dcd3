import { closeRequest as close, forceRequest as force, withdrawRequest as withdraw } from "@parlor/rules";
import type { Handler } from "./engine.ts";
import { namedTaker, onQueue } from "./on-queue.ts";

export const withdrawRequest: Handler<"withdraw_request"> = (payload, caller, engine, print) =>
  onQueue(payload, caller, engine, print, {
    decide: (queue, asker, scene) => withdraw(queue, asker, payload, scene),
    reply: () => ({ request: payload.request }),
    repeated: () => ({ request: payload.request }),
  });

export const closeRequest: Handler<"close_request"> = (payload, caller, engine, print) =>
  onQueue(payload, caller, engine, print, {
    decide: (queue, asker, scene) => close(queue, asker, payload, scene),
    reply: () => ({ request: payload.request }),
    repeated: () => ({ request: payload.request }),
  });

export const forceRequest: Handler<"force_request"> = (payload, caller, engine, print) =>
  onQueue(payload, caller, engine, print, {
    decide: (queue, asker, scene) => {
      const { to } = payload;
      const taker = to.status === "taken" ? namedTaker(queue, to.agent, engine) : undefined;
      return force(queue, asker, payload, taker, scene);
    },
    reply: () => ({ request: payload.request }),
    repeated: () => ({ request: payload.request }),
  });
