import { changeQueue as change } from "@parlor/rules";
import type { Handler } from "./engine.ts";
import { onQueue } from "./on-queue.ts";

export const changeQueue: Handler<"change_queue"> = async (payload, caller, engine, print) => {
  // Whoever changed its kind a moment ago, on whatever server, means that version.
  await engine.kinds.refresh();

  return onQueue(payload, caller, engine, print, {
    decide: (queue, asker) => {
      const kind = engine.kinds.get(queue.kind.name);
      if (!kind) return { ok: false, code: "no_such_kind", reason: `There is no kind ${queue.kind.name} any more.` };
      return change(queue, asker, { kind, title: payload.title });
    },
    reply: ({ version }) => ({ queue: payload.queue, version }),
    repeated: (first) => {
      if (first.type !== "queue_changed") throw new Error("a changed queue is not in its log");
      return { queue: payload.queue, version: first.data.kind.version };
    },
  });
};
