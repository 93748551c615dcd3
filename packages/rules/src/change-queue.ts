import type { Kind } from "@parlor/protocol";
import { no } from "./answer.ts";
import { inQueue, type Verdict } from "./plan.ts";
import type { QueueAsker } from "./queue-scene.ts";
import type { QueueState } from "./queue-state.ts";

/**
 * Puts a queue under its kind's new rules, from one event on. Requests that are open stay open, and conversations that
 * have begun keep their rules; an agent who waits in a role that may take requests no longer stops waiting.
 */
export function changeQueue(
  queue: QueueState,
  asker: QueueAsker,
  { kind, title = queue.title }: { readonly kind: Kind; readonly title?: string | undefined },
): Verdict<{ version: number }> {
  if (!asker.server) return no("not_allowed", "Only a back end can change a queue.");
  if (!kind.queue) return no("bad_kind", `Rooms of kind ${kind.name} have no queue any more.`);
  const { version } = kind;
  if (title === queue.title && JSON.stringify(kind) === JSON.stringify(queue.kind)) {
    return { ok: true, version, drafts: [] };
  }
  const gone = queue.agents.filter(({ role }) => !kind.roles[role]?.can.includes("queue.take"));
  return {
    ok: true,
    version,
    drafts: [
      inQueue(queue.id, { type: "queue_changed", data: { kind, title } }),
      ...gone.map(({ agent }) => inQueue(queue.id, { type: "agent_stopped_waiting", data: { agent } })),
    ],
  };
}
