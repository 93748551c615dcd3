import { queueStream, refusal } from "@parlor/protocol";
import { askForHelp, queuePlace, type QueueState } from "@parlor/rules";
import type { Handler } from "./engine.ts";
import { onQueue } from "./on-queue.ts";

/** A person who asks again and again is as tiresome as one who sends again and again. */
const ASKING = "10/1m";

export const requestHelp: Handler<"request_help"> = async (payload, caller, engine, print) => {
  const { queue, subject, description, location } = payload;
  const { person } = caller;
  const tooFast = person.server ? undefined : engine.limits.take(person.user.id, `ask ${queue}`, ASKING, payload.key);
  if (tooFast) return { ok: false, refusal: refusal("too_fast", tooFast.message, tooFast.retryAfterMs) };

  const id = engine.newId();
  const outcome = await onQueue(payload, caller, engine, print, {
    decide: (state, asker, scene) => askForHelp(state, asker, { id, subject, description, location }, scene),
    reply: ({ request }) => ({ request }),
    repeated: (first) => {
      if (first.type !== "help_requested") throw new Error("a request is not in its queue");
      return { request: first.data.request };
    },
  });
  if (!outcome.ok) return outcome;

  const state = (await engine.streams.open(queueStream(queue))).state as QueueState | undefined;
  const { request } = outcome.reply;
  const now = state?.requests.get(request);
  const place = state && queuePlace(state, request);
  return {
    ok: true,
    reply: { request, ...(now?.status === "taken" && { room: now.room }), ...(place && { place }) },
  };
};
