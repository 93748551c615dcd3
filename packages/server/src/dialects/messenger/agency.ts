import type { QueueId } from "@parlor/protocol";
import type { Person } from "../../identity/person.ts";
import { fieldOf } from "../payload.ts";

/** Where requests wait when nobody has said whose the event is: organizers of every agency take from it. */
const SHARED_QUEUE: QueueId = "help";

/** The agency that a token binds its bearer to. */
export const agencyOf = ({ attributes }: Pick<Person, "attributes">): string | undefined =>
  numeralOf(attributes["agencyId"]);

/** The queues that an organizer works: their agency's, and what is nobody's. */
export function queuesOf(organizer: Person): readonly QueueId[] {
  const agency = agencyOf(organizer);
  return agency === undefined ? [SHARED_QUEUE] : [agency, SHARED_QUEUE];
}

/** An agency's queue is called by its number. Whose an event is, the participant's token says: by event, or for all. */
export function queueOfEvent(participant: Person, eventId: number): QueueId {
  const ofEvent = fieldOf(participant.attributes["agencies"], String(eventId));
  return numeralOf(ofEvent) ?? agencyOf(participant) ?? SHARED_QUEUE;
}

function numeralOf(claim: unknown): string | undefined {
  const text = typeof claim === "number" || typeof claim === "string" ? String(claim) : "";
  return /^(0|[1-9]\d{0,14})$/.test(text) ? text : undefined;
}
