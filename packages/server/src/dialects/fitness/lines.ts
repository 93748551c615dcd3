import type { RoomEvent } from "@parlor/protocol";
import { escapeHtml } from "../../http/html.ts";
import { asNumber } from "../numbers.ts";

/** A line of a room as these clients show it. */
export interface Line {
  readonly id: string;
  readonly user_id: string | number;
  readonly user_name: string;
  readonly message: string;
  readonly message_type: "text" | "system" | "join" | "leave";
  readonly timestamp: string;
  readonly is_edited: boolean;
}

/** Somebody came or went: what the room says about it. Undefined for all other events. */
export function movementOf(event: RoomEvent): { user: string; name: string; here: boolean; says: string } | undefined {
  switch (event.type) {
    case "member_joined": {
      const { user, name } = event.data;
      return { user, name, here: true, says: `${name} joined the room` };
    }
    case "member_moved": {
      const { user, name, here } = event.data;
      return { user, name, here, says: here ? `${name} reconnected to the room` : `${name} left the room` };
    }
    case "member_left": {
      const { user, name } = event.data;
      return { user, name, here: false, says: `${name} left the room` };
    }
    default:
      return undefined;
  }
}

/** What the event is in a history; undefined when it is none of its lines. Text is not escaped: the client does that. */
export function lineOf(event: RoomEvent): Line | undefined {
  const { id, at } = event;
  const timestamp = new Date(at).toISOString();
  if (event.type === "message_posted") {
    const { name, text, deleted, editedAt } = event.data;
    if (deleted || text === undefined) return undefined;
    return {
      id,
      user_id: asNumber(event.actor),
      user_name: escapeHtml(name),
      message: text,
      message_type: "text",
      timestamp,
      is_edited: editedAt !== undefined,
    };
  }
  const movement = movementOf(event);
  return (
    movement && {
      id,
      user_id: asNumber(movement.user),
      user_name: escapeHtml(movement.name),
      message: escapeHtml(movement.says),
      message_type: movement.here ? "join" : "leave",
      timestamp,
      is_edited: false,
    }
  );
}
