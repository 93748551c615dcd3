import type { HelpRequest } from "@parlor/protocol";
import { all, no } from "./answer.ts";
import { durationMs } from "./duration.ts";
import { inQueue, type Planned, type Verdict } from "./plan.ts";
import { waitingRequests } from "./queue-place.ts";
import { canQueue, NO_SUCH_REQUEST, type QueueAsker, queuePolicy, type QueueScene } from "./queue-scene.ts";
import type { QueueState } from "./queue-state.ts";
import { hasRoomForMore, isFreeFor, planTaking, type Taker, takerOf, takeRequest } from "./take-request.ts";

/** Finds an agent for a request that waits: the one who waited longest, who is here and was not asked before. */
export function assign(queue: QueueState, request: HelpRequest, by: string, scene: QueueScene): Planned[] {
  const agent = queue.agents.find(
    (one) =>
      scene.goneSince(one.agent) === undefined &&
      isFreeFor(request, one.agent).ok &&
      !request.declinedBy?.includes(one.agent) &&
      !isAsked(queue, one.agent) &&
      hasRoomForMore(queue, one.agent).ok,
  );
  if (!agent) return [];
  return queuePolicy(queue).assign === "take"
    ? planTaking(queue, request, agent, by, scene)
    : [planOffer(queue, request.id, agent, scene.now)];
}

const isAsked = (queue: QueueState, agent: string): boolean =>
  [...queue.requests.values()].some((request) => request.status === "offered" && request.agent === agent);

const planOffer = (queue: QueueState, request: string, { agent, name }: { agent: string; name: string }, now: number) =>
  inQueue(queue.id, {
    type: "request_offered",
    data: { request, agent, name, until: now + durationMs(queuePolicy(queue).offerLease) },
  });

/** Takes what waits; with nothing there, the next request that comes is this agent's. */
export function waitForRequest(
  queue: QueueState,
  asker: QueueAsker,
  scene: QueueScene,
): Verdict<{ request?: string; room?: string }> {
  const taken = takeRequest(queue, asker, {}, scene);
  if (taken.ok || taken.code !== "queue_empty") return taken;
  if (queue.agents.some(({ agent }) => agent === asker.id)) return { ok: true, drafts: [] };

  const { agent, name, role } = takerOf(queue, asker);
  return { ok: true, drafts: [inQueue(queue.id, { type: "agent_waiting", data: { agent, name, role } })] };
}

export function stopWaiting(queue: QueueState, agent: string): Verdict {
  const waits = queue.agents.some((one) => one.agent === agent);
  return {
    ok: true,
    drafts: waits ? [inQueue(queue.id, { type: "agent_stopped_waiting", data: { agent } })] : [],
  };
}

/** Asks one agent whether they take it. `to` is known to the server as somebody who works this queue. */
export function offerRequest(
  queue: QueueState,
  asker: QueueAsker,
  { request: id, to }: { readonly request: string; readonly to: Taker },
  { now, goneSince }: QueueScene,
): Verdict {
  const may = canQueue(asker, queue, "queue.transfer", "offer requests to others");
  if (!may.ok) return may;
  const request = queue.requests.get(id);
  if (!request) return NO_SUCH_REQUEST;
  if (request.status === "offered" && request.agent === to.agent) return { ok: true, drafts: [] };
  const free = all(isFreeFor(request, to.agent), hasRoomForMore(queue, to.agent));
  if (!free.ok) return free;
  if (goneSince(to.agent) !== undefined) return no("agent_away", `${to.name} is not here now.`);

  return { ok: true, drafts: [planOffer(queue, id, to, now)] };
}

export function acceptOffer(
  queue: QueueState,
  asker: QueueAsker,
  { request: id }: { readonly request: string },
  scene: QueueScene,
): Verdict<{ request: string; room: string }> {
  const request = queue.requests.get(id);
  return request?.status === "offered" && request.agent === asker.id
    ? takeRequest(queue, asker, { request: id }, scene)
    : no("offer_gone", "This offer has gone to somebody else.");
}

export function declineOffer(
  queue: QueueState,
  asker: QueueAsker,
  { request: id }: { readonly request: string },
  scene: QueueScene,
): Verdict {
  const request = queue.requests.get(id);
  if (request?.status !== "offered" || request.agent !== asker.id) return { ok: true, drafts: [] };
  return { ok: true, drafts: planRefusedOffer(queue, request, "offer_declined", asker.id, scene) };
}

/** The offer is refused, and the next agent is asked. */
export function planRefusedOffer(
  queue: QueueState,
  request: HelpRequest & { status: "offered" },
  type: "offer_declined" | "offer_lapsed",
  by: string,
  scene: QueueScene,
): Planned[] {
  const { agent, agentName: _, until: __, ...rest } = request;
  const free: HelpRequest = { ...rest, status: "waiting", declinedBy: [...(request.declinedBy ?? []), agent] };
  return [inQueue(queue.id, { type, data: { request: request.id, agent } }), ...assign(queue, free, by, scene)];
}

/** The oldest request that an agent who waits could have. For when an agent returns or capacity frees. */
export function assignNext(queue: QueueState, by: string, scene: QueueScene): Planned[] {
  for (const request of waitingRequests(queue)) {
    if (request.status !== "waiting") continue;
    const plan = assign(queue, request, by, scene);
    if (plan.length > 0) return plan;
  }
  return [];
}
