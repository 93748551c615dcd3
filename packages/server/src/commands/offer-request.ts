import { acceptOffer as accept, declineOffer as decline, offerRequest as offer } from "@parlor/rules";
import type { Handler } from "./engine.ts";
import { namedTaker, onQueue } from "./on-queue.ts";
import { takenBy } from "./take-request.ts";

export const offerRequest: Handler<"offer_request"> = (payload, caller, engine, print) =>
  onQueue(payload, caller, engine, print, {
    decide: (queue, asker, scene) => {
      const to = namedTaker(queue, payload.to, engine);
      return to ? offer(queue, asker, { request: payload.request, to }, scene) : AWAY;
    },
    reply: () => ({ request: payload.request }),
    repeated: () => ({ request: payload.request }),
  });

export const acceptOffer: Handler<"accept_offer"> = (payload, caller, engine, print) =>
  onQueue(payload, caller, engine, print, {
    decide: (queue, asker, scene) => accept(queue, asker, payload, scene),
    reply: ({ request, room }) => ({ request, room }),
    repeated: takenBy,
  });

export const declineOffer: Handler<"decline_offer"> = (payload, caller, engine, print) =>
  onQueue(payload, caller, engine, print, {
    decide: (queue, asker, scene) => decline(queue, asker, payload, scene),
    reply: () => ({ request: payload.request }),
    repeated: () => ({ request: payload.request }),
  });

export const AWAY = { ok: false, code: "agent_away", reason: "This agent is not here now." } as const;
