import { BOUNDS, type Presence } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import type { PresenceKeeper } from "../../presence/presence.ts";
import { escapeHtml } from "../../http/html.ts";
import { asNumber } from "../numbers.ts";
import type { Line } from "./lines.ts";

export type Presences = Pick<PresenceKeeper, "snapshot">;

/** The room as a client sees it on coming in: its lines and its people. */
export function roomJoined(room: RoomState, messages: readonly Line[], { people = [] }: Presence) {
  const here = new Set(people.map(({ id }) => id));
  const participants = [];
  for (const { id, name } of room.members.values()) {
    if (participants.length >= BOUNDS.membersListed) break;
    participants.push({ user_id: asNumber(id), user_name: escapeHtml(name), is_online: here.has(id) });
  }
  return {
    room: escapeHtml(room.id),
    room_description: escapeHtml(room.description),
    messages,
    participants,
  };
}
