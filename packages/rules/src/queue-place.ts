import type { HelpRequest, QueuePlace } from "@parlor/protocol";
import type { QueueState } from "./queue-state.ts";

/** Requests that nobody has taken, oldest first. */
export function waitingRequests(queue: QueueState): HelpRequest[] {
  return [...queue.requests.values()].filter(({ status }) => status !== "taken").sort((a, b) => a.no - b.no);
}

/** Where a request stands among those that nobody has taken. */
export function queuePlace(queue: QueueState, request: string): QueuePlace | undefined {
  const line = waitingRequests(queue);
  const index = line.findIndex(({ id }) => id === request);
  if (index < 0) return undefined;

  const estimatedWaitMs = estimateWaitMs(queue, index + 1);
  return { position: index + 1, of: line.length, ...(estimatedWaitMs !== undefined && { estimatedWaitMs }) };
}

/**
 * With so many agents at work, one of them is free every `handling / agents`. Unknown while nobody is at work, or
 * before the first conversation has shown how long one takes.
 */
function estimateWaitMs(queue: QueueState, position: number): number | undefined {
  if (position <= queue.agents.length) return 0;
  const agents = agentsAtWork(queue);
  const handlingMs = median(queue.handlingMs);
  if (agents === 0 || handlingMs === undefined) return undefined;
  return Math.round(((position - queue.agents.length) * handlingMs) / agents);
}

function agentsAtWork(queue: QueueState): number {
  const agents = new Set(queue.agents.map(({ agent }) => agent));
  for (const request of queue.requests.values()) if (request.status === "taken") agents.add(request.agent);
  return agents.size;
}

/** One conversation that was left open over night must not make everybody's wait look like a day. */
function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
