import type { Contact, Location, QueueEvent } from "@parlor/protocol";
import { canQueue, type QueueAsker } from "./queue-scene.ts";
import { type Answer, no } from "./answer.ts";
import type { QueueState } from "./queue-state.ts";

/** A conversation that came from a queue and is over. */
export interface EndedConversation {
  readonly room: string;
  readonly subject: string;
  readonly asker: { readonly id: string } & Contact;
  readonly agent: string;
  readonly team: string | undefined;
  readonly location: Location | undefined;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** What of a queue's past somebody may read: those who work it, and of what a team did, only those of the team. */
export function canReadArchive(asker: QueueAsker, queue: QueueState, team: string | undefined): Answer {
  const works = canQueue(asker, queue, "queue.take", "read these conversations");
  if (!works.ok || asker.server || team === undefined || team === asker.team) return works;
  return no("not_allowed", "This conversation was another team's.");
}

/** What is known of a request after reading its end, and before its beginning. */
interface Ending {
  readonly endedAt: number;
  /** Who had it last. */
  readonly agent?: string;
  /** The taking that opened the room: of several, the one that is read last. */
  readonly taken?: QueueEvent & { type: "request_taken" };
}

/**
 * Reads a queue's log backwards, for as long as is wanted. A request that ended before anybody took it was no
 * conversation.
 */
export class QueuePast {
  readonly ended: EndedConversation[] = [];
  readonly #endings = new Map<string, Ending>();

  /** The event before all that were read so far. */
  readBack(event: QueueEvent): void {
    switch (event.type) {
      case "request_closed":
      case "request_abandoned":
      case "request_withdrawn":
        this.#endings.set(event.data.request, { endedAt: event.at });
        return;
      case "request_transferred":
        this.#learn(event.data.request, ({ agent = event.data.agent }) => ({ agent }));
        return;
      case "request_taken":
        this.#learn(event.data.request, ({ agent = event.data.agent }) => ({ agent, taken: event }));
        return;
      case "help_requested":
        this.#begin(event);
        return;
      default:
        return;
    }
  }

  #learn(request: string, what: (ending: Ending) => Partial<Ending>): void {
    const ending = this.#endings.get(request);
    if (ending) this.#endings.set(request, { ...ending, ...what(ending) });
  }

  #begin({ data }: QueueEvent & { type: "help_requested" }): void {
    const { request, user, subject, contact, location } = data;
    const { endedAt, agent, taken } = this.#endings.get(request) ?? {};
    this.#endings.delete(request);
    if (endedAt === undefined || agent === undefined || !taken) return;
    const { room, team } = taken.data;
    const asker = { id: user, ...contact };
    this.ended.push({ room, subject, asker, agent, team, location, startedAt: taken.at, endedAt });
  }
}
