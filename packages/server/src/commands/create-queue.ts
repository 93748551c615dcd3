import { queueStream, refusal } from "@parlor/protocol";
import type { Handler } from "./engine.ts";

export const createQueue: Handler<"create_queue"> = (payload, { person }, { journal, kinds }, print) => {
  const { queue, key, kind: kindName, title } = payload;
  if (!person.server) return { ok: false, refusal: refusal("not_allowed", "Only a back end can create queues.") };
  const kind = kinds.get(kindName);
  if (!kind?.queue) {
    return {
      ok: false,
      refusal: refusal("no_such_kind", `There is no kind with a queue called ${JSON.stringify(kindName)}.`),
    };
  }
  const stream = queueStream(queue);
  return journal.submit({
    actor: person.user.id,
    key,
    print,
    streams: [stream],
    decide: (view) =>
      view.state(stream)
        ? { refused: refusal("queue_exists", `There is a queue ${JSON.stringify(queue)} already.`) }
        : { drafts: [{ stream, draft: { type: "queue_created", data: { kind, title } } }], reply: () => ({ queue }) },
    repeated: () => ({ queue }),
  });
};
