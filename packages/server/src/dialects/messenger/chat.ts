import type { Location, RoomEvent } from "@parlor/protocol";
import type { EndedConversation, RoomState } from "@parlor/rules";
import { agencyNumber, numberOf } from "./number-of.ts";
import type { Side } from "./sign-in.ts";

/** A conversation as these clients have it. */
export interface Chat {
  readonly id: string;
  readonly agencyId: number;
  readonly eventId: number;
  readonly organizerId: number;
  readonly participantId: number;
  readonly ended: 0 | 1;
  readonly latStart?: number;
  readonly lngStart?: number;
  readonly timeStart: string;
  readonly timeEnd: string;
  readonly participant?: { readonly id: number; readonly email: string; readonly phoneNumber: string };
}

export interface Message {
  readonly id: string;
  readonly chatId: string;
  readonly authorId: number;
  readonly fromOrganizer: 0 | 1;
  readonly content: string;
  readonly timeSent: string;
  readonly lat?: number;
  readonly lng?: number;
}

/** The end of what has none yet. */
const NOT_ENDED = "0001-01-01T00:00:00Z";

/** Whether a room is the conversation of a request: others these clients are never told of. */
export const isChat = ({ about }: RoomState): boolean => about?.queue !== undefined && about.request !== undefined;

/** Who asked. Rooms from before this was written down have them as the first who may ask. */
export function askerOf({ about, members, kind }: RoomState): string {
  if (about?.asker) return about.asker.id;
  const asks = (role: string) => Object.hasOwn(kind.roles, role) && kind.roles[role]?.can.includes("queue.ask");
  return [...members.values()].find(({ role }) => asks(role))?.id ?? "";
}

/** The one who helps now, or where nobody does, who took the request. */
function organizerOf(room: RoomState): string {
  const { members, createdBy, kind } = room;
  const asker = askerOf(room);
  const helps = (role: string) => Object.hasOwn(kind.roles, role) && kind.roles[role]?.can.includes("queue.take");
  if (members.has(createdBy)) return createdBy;
  return [...members.values()].find(({ id, role }) => id !== asker && helps(role))?.id ?? createdBy;
}

/** As one side sees it; a new chat is the same for both. */
export function chatOf(room: RoomState, seenBy: Side | "both"): Chat {
  const { about, createdAt, closed } = room;
  return {
    ...chat({
      room: room.id,
      queue: about?.queue ?? "",
      team: about?.team,
      subject: about?.subject ?? "",
      asker: { id: askerOf(room) },
      agent: organizerOf(room),
      location: about?.location,
      startedAt: createdAt,
      endedAt: closed?.at,
    }),
    ...(seenBy !== "participant" && { participant: participantOf(about?.asker ?? { id: askerOf(room) }) }),
  };
}

export const endedChat = (queue: string, ended: EndedConversation): Chat => ({
  ...chat({ queue, ...ended }),
  participant: participantOf(ended.asker),
});

interface ChatFacts extends Omit<EndedConversation, "endedAt"> {
  readonly queue: string;
  readonly endedAt: number | undefined;
}

const chat = ({ room, queue, team, subject, asker, agent, location, startedAt, endedAt }: ChatFacts): Chat => ({
  id: room,
  agencyId: agencyNumber(queue, team),
  eventId: numberOf(subject),
  organizerId: numberOf(agent),
  participantId: numberOf(asker.id),
  ended: endedAt === undefined ? 0 : 1,
  ...(location && { latStart: location.lat, lngStart: location.lng }),
  timeStart: new Date(startedAt).toISOString(),
  timeEnd: endedAt === undefined ? NOT_ENDED : new Date(endedAt).toISOString(),
});

const participantOf = ({ id, email = "", phoneNumber = "" }: EndedConversation["asker"]) => ({
  id: numberOf(id),
  email,
  phoneNumber,
});

/** Undefined for what is no message, and for messages that are deleted. */
export function messageOf(event: RoomEvent, room: RoomState): Message | undefined {
  if (event.type !== "message_posted" || event.data.deleted || event.data.text === undefined) return undefined;
  const { id, actor, at, data } = event;
  return {
    id,
    chatId: room.id,
    authorId: numberOf(actor),
    fromOrganizer: actor === askerOf(room) ? 0 : 1,
    content: isDescription(event) ? `Problem description: ${data.text}` : event.data.text,
    timeSent: new Date(at).toISOString(),
    ...placeOf(data.location),
  };
}

/** What the room began with: stored when the request was taken, so under no key of its own. */
const isDescription = ({ key, data }: RoomEvent & { type: "message_posted" }): boolean =>
  data.no === 1 && key === undefined;

const placeOf = (location: Location | undefined) => (location ? { lat: location.lat, lng: location.lng } : {});
