import type { HelpRequest, QueuePlace } from "@parlor/protocol";
import type { QueueState } from "./queue-state.ts";

/** Requests that nobody has taken, oldest first. */
export function waitingRequests(queue: QueueState): HelpRequest[] {
  return [...queue.requests.values()].filter(({ status }) => status !== "taken").sort((a, b) => a.no - b.no);
}

/** Where each request stands among those that nobody has taken, first to last. Asked for at once: the line may be long. */
export function queuePlaces(queue: QueueState): ReadonlyMap<string, QueuePlace> {
  const line = waitingRequests(queue);
  const estimate = waitsIn(queue);
  return new Map(
    line.map(({ id }, index) => {
      const estimatedWaitMs = estimate(index + 1);
      const place = { position: index + 1, of: line.length, ...(estimatedWaitMs !== undefined && { estimatedWaitMs }) };
      return [id, place];
    }),
  );
}

export const queuePlace = (queue: QueueState, request: string): QueuePlace | undefined =>
  queuePlaces(queue).get(request);

/**
 * With so many agents at work, one of them is free every `handling / agents`. Unknown while nobody is at work, or
 * before the first conversation has shown how long one takes.
 */
function waitsIn(queue: QueueState): (position: number) => number | undefined {
  const waiting = queue.agents.length;
  const agents = agentsAtWork(queue);
  const handlingMs = median(queue.handlingMs);
  return (position) => {
    if (position <= waiting) return 0;
    if (agents === 0 || handlingMs === undefined) return undefined;
    return Math.round(((position - waiting) * handlingMs) / agents);
  };
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
