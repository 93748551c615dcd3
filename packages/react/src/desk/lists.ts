import type { RoomEntry } from "@parlor/client";
import type { HelpRequest, QueueId, UserId } from "@parlor/protocol";
import { type QueueState, waitingRequests } from "@parlor/rules";

export type Taken = HelpRequest & { readonly status: "taken" };

/** What an agent has before them: who waits, oldest first, and who is being helped, newest first. */
export interface Lists {
  readonly waiting: readonly HelpRequest[];
  readonly mine: readonly Taken[];
  readonly others: readonly Taken[];
}

export function listsOf(queue: QueueState, me: UserId | undefined): Lists {
  const taken = [...queue.requests.values()].filter((request) => request.status === "taken").toSorted(newestFirst);
  return {
    waiting: waitingRequests(queue),
    mine: taken.filter(({ agent }) => agent === me),
    others: taken.filter(({ agent }) => agent !== me),
  };
}

const newestFirst = (a: Taken, b: Taken): number => b.takenAt - a.takenAt || b.no - a.no;

/** Closed conversations of one's own that came from this queue, the newest first. */
export function archiveOf(rooms: readonly RoomEntry[], queue: QueueId): readonly RoomEntry[] {
  return rooms.filter((room) => room.closed && room.queue === queue).toSorted((a, b) => b.createdAt - a.createdAt);
}

export interface Colleague {
  readonly id: UserId;
  readonly name: string;
  readonly isFree: boolean;
  readonly holds: number;
}

/** Who else works the queue, as far as it shows: those who wait for requests and those who have some. Free ones first. */
export function colleaguesOf(queue: QueueState, without: readonly (UserId | undefined)[]): readonly Colleague[] {
  const known = new Map<UserId, Colleague>();
  for (const { agent, name } of queue.agents) known.set(agent, { id: agent, name, isFree: true, holds: 0 });
  for (const request of queue.requests.values()) {
    if (request.status !== "taken") continue;
    const { agent: id, agentName } = request;
    const before = known.get(id) ?? { id, name: agentName, isFree: false, holds: 0 };
    known.set(id, { ...before, holds: before.holds + 1 });
  }
  return [...known.values()]
    .filter(({ id }) => !without.includes(id))
    .toSorted((a, b) => Number(b.isFree) - Number(a.isFree) || a.holds - b.holds || (a.name < b.name ? -1 : 1));
}
