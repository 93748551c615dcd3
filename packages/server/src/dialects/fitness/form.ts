import { BOUNDS, roomStream, type RoomEvent } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import { escapeHtml } from "../../http/html.ts";
import { asNumber } from "../numbers.ts";
import type { Form, Telling } from "../socket-io/telling.ts";
import { lineOf, movementOf } from "./lines.ts";
import { type Presences, roomJoined } from "./room-joined.ts";

/** How rooms sound to these clients while they listen. */
export function fitnessForm(presence: Presences): Form {
  return {
    name: "fitness",
    event(event, room) {
      if (event.type === "message_posted") {
        const line = lineOf(event);
        return line ? [{ name: "new_message", payload: line }] : [];
      }
      return movementTellings(event, room, presence);
    },
    signal(signal) {
      if (signal.kind !== "typing") return [];
      const { user, name, on } = signal;
      const payload = { user_id: asNumber(user), user_name: escapeHtml(name), is_typing: on };
      return [{ name: "user_typing", payload, notTo: user }];
    },
    moved: () => [],
  };
}

/** These clients forget who is here whenever somebody comes or goes, so the list follows at once. */
function movementTellings(event: RoomEvent, room: RoomState, presence: Presences): Telling[] {
  const movement = movementOf(event);
  if (!movement) return [];
  const { user, name, here, says } = movement;
  const payload = {
    user_id: asNumber(user),
    user_name: escapeHtml(name),
    room: escapeHtml(room.id),
    message: escapeHtml(says),
    timestamp: new Date(event.at).toISOString(),
  };
  const moved = { name: here ? "user_joined" : "user_left", payload, notTo: user };
  // The whole list to everybody at every step is more than a crowd can be told.
  if (room.memberCount > BOUNDS.membersListed) return [moved];

  const people = roomJoined(room, [], presence.snapshot(roomStream(room.id)));
  // Who has just become a member is on the way in, and about to be seen there.
  const participants = people.participants.map((one) =>
    one.user_id === payload.user_id ? { ...one, is_online: here } : one,
  );
  return [moved, { name: "room_joined", payload: { ...people, participants }, notTo: user }];
}
