import type { Capability, Contact, HelpRequest, Kind, QueuePolicy, Team } from "@parlor/protocol";
import { all, type Answer, no, type No, YES } from "./answer.ts";
import { mayComeAsGuest, onlyThoseWith, withinToken } from "./can.ts";
import type { GoneSince } from "./ghosts.ts";
import type { NextSeq } from "./plan.ts";
import type { QueueState } from "./queue-state.ts";
import type { RoomState } from "./room-state.ts";
import { type Comer, rolesIn } from "./take-seat.ts";

/** Whoever asks something of a queue. A queue has no members: what they may do comes from the roles of their token. */
export interface QueueAsker extends Comer {
  readonly server: boolean;
  /** What their token lets them do at most. */
  readonly only?: readonly Capability[] | undefined;
  readonly team?: Team | undefined;
  readonly contact?: Contact | undefined;
}

/** What decisions about a queue need to know that is not in its log. */
export interface QueueScene {
  readonly now: number;
  readonly nextSeq: NextSeq;
  readonly goneSince: GoneSince;
  /** The conversation of a request that has one. */
  readonly room: (id: string) => RoomState | undefined;
}

/** The role in which a person does this, or none. */
export function roleWith(kind: Kind, roles: readonly string[], capability: Capability): string | undefined {
  return rolesIn(kind, roles).find((role) => kind.roles[role]?.can.includes(capability));
}

export function canQueue(asker: QueueAsker, queue: QueueState, capability: Capability, deed: string): Answer {
  if (asker.server) return YES;
  return all(
    mayComeAsGuest(queue.kind, asker),
    roleWith(queue.kind, asker.roles, capability)
      ? withinToken(asker, capability, deed)
      : no("not_allowed", onlyThoseWith(queue.kind, capability, deed)),
  );
}

/** Queues are for those who work them: an asker hears of their own request in their inbox. */
export function canOpenQueue(asker: QueueAsker, queue: QueueState): Answer {
  const works = canQueue(asker, queue, "queue.take", "see this queue");
  return works.ok || canQueue(asker, queue, "queue.force", "see this queue").ok ? YES : works;
}

export const queuePolicy = ({ kind }: QueueState): QueuePolicy => {
  if (!kind.queue) throw new Error(`kind ${kind.name} has no queue`);
  return kind.queue;
};

export const NO_SUCH_REQUEST: No = no("no_such_request", "This request is not open.");

export const heldBy = (queue: QueueState, agent: string): HelpRequest[] =>
  [...queue.requests.values()].filter((request) => request.status === "taken" && request.agent === agent);
