import { type HelpRequest, queueStream } from "@parlor/protocol";
import { durationMs } from "./duration.ts";
import { planEnd } from "./end-request.ts";
import { planReturn } from "./hand-over-request.ts";
import { assignNext, planRefusedOffer } from "./offer-request.ts";
import { inQueue, type Planned } from "./plan.ts";
import { queuePolicy, type QueueScene } from "./queue-scene.ts";
import type { QueueState } from "./queue-state.ts";
import type { GoneSince } from "./ghosts.ts";

/** Something that time does to a queue. */
export type QueueDeadline =
  | { readonly what: "lapse"; readonly at: number; readonly request: HelpRequest & { status: "offered" } }
  | { readonly what: "abandon"; readonly at: number; readonly request: HelpRequest }
  | { readonly what: "return"; readonly at: number; readonly request: HelpRequest & { status: "taken" } }
  | { readonly what: "stop-waiting"; readonly at: number; readonly agent: string };

/** Everything that will happen by itself as things stand, soonest first. */
export function queueDeadlines(queue: QueueState, goneSince: GoneSince): QueueDeadline[] {
  return [
    ...[...queue.requests.values()].flatMap((request) => requestDeadlines(queue, request, goneSince)),
    ...agentDeadlines(queue, goneSince),
  ].sort((a, b) => a.at - b.at);
}

function requestDeadlines(queue: QueueState, request: HelpRequest, goneSince: GoneSince): QueueDeadline[] {
  const { abandonAfter, returnAfter } = queuePolicy(queue);
  if (request.status === "taken") {
    const agentGone = goneSince(request.agent);
    return agentGone === undefined || returnAfter === undefined
      ? []
      : [{ what: "return", at: Math.max(agentGone, request.takenAt) + durationMs(returnAfter), request }];
  }
  const deadlines: QueueDeadline[] = [];
  if (request.status === "offered") deadlines.push({ what: "lapse", at: request.until, request });
  const gone = goneSince(request.user);
  if (gone !== undefined) {
    // Whoever asked without a connection, over HTTP, was there at that moment.
    const at = Math.max(gone, request.askedAt) + durationMs(abandonAfter);
    deadlines.push({ what: "abandon", at, request });
  }
  return deadlines;
}

/** An agent who is gone as long as an offer would wait for them is not waiting any more. */
function agentDeadlines(queue: QueueState, goneSince: GoneSince): QueueDeadline[] {
  const leaseMs = durationMs(queuePolicy(queue).offerLease);
  return queue.agents.flatMap(({ agent }) => {
    const gone = goneSince(agent);
    return gone === undefined ? [] : [{ what: "stop-waiting" as const, at: gone + leaseMs, agent }];
  });
}

export interface QueueFiring {
  readonly key: string;
  readonly drafts: readonly Planned[];
}

/**
 * What a queue has to do by itself: the first thing that is due, or a request for an agent who waits. Store it and ask
 * again until there is nothing: when a deadline comes, when somebody is gone or back, and after every event of the
 * queue. `by` is the system's id.
 */
export function fireQueue(queue: QueueState, by: string, scene: QueueScene): QueueFiring | undefined {
  const due = queueDeadlines(queue, scene.goneSince)[0];
  if (!due || due.at > scene.now) {
    const drafts = assignNext(queue, by, scene);
    return drafts.length > 0 ? { key: `assign:${scene.nextSeq(queueStream(queue.id))}`, drafts } : undefined;
  }
  const subject = due.what === "stop-waiting" ? due.agent : due.request.id;
  return { key: `${due.what}:${due.at}:${subject}`, drafts: fire(queue, due, by, scene) };
}

function fire(queue: QueueState, due: QueueDeadline, by: string, scene: QueueScene): Planned[] {
  switch (due.what) {
    case "lapse":
      return planRefusedOffer(queue, due.request, "offer_lapsed", by, scene);
    case "abandon":
      return planEnd(queue, due.request, "abandoned", "", scene);
    case "return":
      return planReturn(queue, due.request, scene);
    case "stop-waiting":
      return [inQueue(queue.id, { type: "agent_stopped_waiting", data: { agent: due.agent } })];
  }
}
