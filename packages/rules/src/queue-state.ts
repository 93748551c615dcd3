import {
  HANDLINGS_KEPT,
  type HelpRequest,
  type Kind,
  type QueueEvent,
  type QueueId,
  type QueueView,
  type WaitingAgent,
} from "@parlor/protocol";
import { Roster } from "./roster.ts";

/** What a queue's events add up to: who waits for help, who gives it, who waits to give it. */
export interface QueueState {
  readonly id: QueueId;
  readonly kind: Kind;
  readonly title: string;
  readonly createdAt: number;
  /** The open ones. A request that ended is in the log. */
  readonly requests: Roster<HelpRequest>;
  readonly agents: readonly WaitingAgent[];
  readonly handlingMs: readonly number[];
}

/**
 * The whole life of a queue: waiting → offered → taken → closed, abandoned or withdrawn. An event that a request's
 * status has no way for changes nothing.
 */
export function foldQueue(id: QueueId, queue: QueueState | undefined, event: QueueEvent): QueueState {
  if (event.type === "queue_created") return newQueue(id, event);
  if (!queue) throw new Error(`queue ${id} begins with ${event.type}`);

  switch (event.type) {
    case "queue_changed":
      return { ...queue, kind: event.data.kind, title: event.data.title };
    case "agent_waiting":
      return { ...withoutAgent(queue, event.data.agent), agents: [...others(queue, event.data.agent), agentOf(event)] };
    case "agent_stopped_waiting":
      return withoutAgent(queue, event.data.agent);
    case "help_requested":
      return queue.requests.has(event.data.request) ? queue : withRequest(queue, asked(event));
    default: {
      const request = queue.requests.get(event.data.request);
      return request ? foldRequest(queue, request, event) : queue;
    }
  }
}

type RequestEvent = Exclude<
  QueueEvent,
  { type: "queue_created" | "queue_changed" | "agent_waiting" | "agent_stopped_waiting" | "help_requested" }
>;

function foldRequest(queue: QueueState, request: HelpRequest, event: RequestEvent): QueueState {
  switch (event.type) {
    case "request_offered": {
      if (request.status !== "waiting") return queue;
      const { agent, name, until } = event.data;
      return withRequest(queue, { ...request, status: "offered", agent, agentName: name, until });
    }
    case "offer_declined":
    case "offer_lapsed":
      return foldRefusedOffer(queue, request, event);
    case "request_taken": {
      if (request.status === "taken") return queue;
      const { agent, name, room } = event.data;
      // What the person wrote is the room's first message by now.
      const about = { ...waiting(request), description: "", room, agent, agentName: name };
      return withRequest(withoutAgent(queue, agent), { ...about, status: "taken", takenAt: event.at });
    }
    case "request_transferred":
      return request.status === "taken"
        ? withRequest(queue, { ...request, agent: event.data.agent, agentName: event.data.name })
        : queue;
    case "request_returned": {
      const { declinedBy: _, ...again } = waiting(request);
      return withRequest(queue, again);
    }
    case "request_withdrawn":
    case "request_abandoned":
      return { ...queue, requests: queue.requests.without(request.id) };
    case "request_closed":
      return {
        ...queue,
        requests: queue.requests.without(request.id),
        handlingMs:
          request.status === "taken"
            ? [...queue.handlingMs, event.at - request.takenAt].slice(-HANDLINGS_KEPT)
            : queue.handlingMs,
      };
  }
}

/** Who declines is asked last from now on; who does not answer is taken for away. */
function foldRefusedOffer(
  queue: QueueState,
  request: HelpRequest,
  { type, data: { agent } }: RequestEvent & { type: "offer_declined" | "offer_lapsed" },
): QueueState {
  if (request.status !== "offered" || request.agent !== agent) return queue;

  const again = { ...waiting(request), declinedBy: [...(request.declinedBy ?? []), agent] };
  const self = queue.agents.find((one) => one.agent === agent);
  const agents = others(queue, agent);
  return withRequest({ ...queue, agents: self && type === "offer_declined" ? [...agents, self] : agents }, again);
}

function newQueue(id: QueueId, { at, data: { kind, title } }: QueueEvent & { type: "queue_created" }): QueueState {
  return { id, kind, title, createdAt: at, requests: Roster.of([]), agents: [], handlingMs: [] };
}

export function asked({ seq, at, data }: QueueEvent & { type: "help_requested" }): HelpRequest & { status: "waiting" } {
  const { request, ...rest } = data;
  return { status: "waiting", id: request, no: seq, askedAt: at, ...rest };
}

/** The request without what its status added. */
function waiting(request: HelpRequest): HelpRequest & { status: "waiting" } {
  if (request.status === "waiting") return request;
  if (request.status === "offered") {
    const { agent: _, agentName: __, until: ___, ...rest } = request;
    return { ...rest, status: "waiting" };
  }
  const { agent: _, agentName: __, takenAt: ___, ...rest } = request;
  return { ...rest, status: "waiting" };
}

const agentOf = ({ at, data }: QueueEvent & { type: "agent_waiting" }): WaitingAgent => ({ ...data, since: at });

const others = (queue: QueueState, agent: string) => queue.agents.filter((one) => one.agent !== agent);

const withoutAgent = (queue: QueueState, agent: string): QueueState => ({ ...queue, agents: others(queue, agent) });

const withRequest = (queue: QueueState, request: HelpRequest): QueueState => ({
  ...queue,
  requests: queue.requests.with(request.id, request),
});

export const queueView = ({ requests, agents, handlingMs, ...rest }: QueueState): QueueView => ({
  ...rest,
  requests: [...requests.values()].sort((a, b) => a.no - b.no),
  agents: [...agents],
  handlingMs: [...handlingMs],
});

export const queueFromView = (view: QueueView): QueueState => ({
  ...view,
  requests: Roster.of(view.requests.map((request) => [request.id, request])),
});
