import type { RoomEvent } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";

/** A message as the document has it. */
export interface DocumentMessage {
  readonly id: string;
  readonly cafeId: string;
  readonly userId: string;
  readonly username: string;
  readonly content: string;
  readonly createdAt: string;
  readonly deleted: boolean;
}

/** A message as the clients in the field have it. The room itself has no user id. */
export interface FieldMessage {
  readonly id: string;
  readonly userId: string | null;
  readonly username: string;
  readonly cafeId: string;
  readonly content: string;
  readonly messageType: "text" | "system";
  readonly createdAt: string;
}

/** Undefined for all other events, and for messages that are deleted: they are in no history. */
export function documentMessage(event: RoomEvent, cafeId: string): DocumentMessage | undefined {
  if (event.type !== "message_posted" || event.data.deleted || event.data.text === undefined) return undefined;
  const { id, actor, at, data } = event;
  const createdAt = new Date(at).toISOString();
  return { id, cafeId, userId: actor, username: data.name, content: event.data.text, createdAt, deleted: false };
}

export function fieldMessage(event: RoomEvent, cafeId: string): FieldMessage | undefined {
  const message = documentMessage(event, cafeId);
  if (!message) return undefined;
  const { id, userId, username, content, createdAt } = message;
  return { id, userId, username, cafeId, content, messageType: "text", createdAt };
}

/** What the room says to clients in the field. It is not stored, so its id is only for their lists. */
export function systemMessage(content: string, cafe: Pick<RoomState, "id">, at: number, id: string): FieldMessage {
  const createdAt = new Date(at).toISOString();
  return { id, userId: null, username: "System", cafeId: cafe.id, content, messageType: "system", createdAt };
}
