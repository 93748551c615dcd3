import { type Capability, MOST_PROBLEM_CHARS, type QueueSummary } from "@parlor/protocol";
import { limitsOf } from "./limits.ts";
import { maySayWhere } from "./location.ts";
import { queuePlace } from "./queue-place.ts";
import { canQueue, type QueueAsker, roleWith } from "./queue-scene.ts";
import type { QueueState } from "./queue-state.ts";

const DEEDS: readonly Capability[] = ["queue.ask", "queue.take", "queue.transfer", "queue.force"];

/** What a queue is to one person; undefined where it is nothing to them. */
export function queueSummary(queue: QueueState, asker: QueueAsker): QueueSummary | undefined {
  const { id, kind, title } = queue;
  const can = DEEDS.filter((deed) => canQueue(asker, queue, deed, "do this").ok);
  if (can.length === 0) return undefined;

  const role = roleWith(kind, asker.roles, "queue.ask");
  const places = [...queue.requests.values()].flatMap((request) => {
    const place = request.user === asker.id ? queuePlace(queue, request.id) : undefined;
    return place ? [{ request: request.id, place }] : [];
  });
  const { maxLength } = limitsOf(kind, role ?? kind.defaultRole);
  return {
    queue: id,
    kind: kind.name,
    title,
    can,
    ...(can.includes("queue.ask") && { maxLength: Math.min(maxLength, MOST_PROBLEM_CHARS) }),
    location: role !== undefined && maySayWhere(kind, role),
    places,
  };
}
