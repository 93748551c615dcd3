import type { RoomEvent } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import { escapeHtml } from "../../http/html.ts";
import { roomIdOf } from "./rooms.ts";
import { scenarioOf } from "./scenario.ts";

/** A line of the conversation. Its text becomes part of a page as it is, so it goes out escaped. */
export function messageOf(event: RoomEvent, room: RoomState) {
  const said = saidIn(event);
  return (
    said && {
      from: said.name,
      msg: escapeHtml(said.text),
      room_id: roomIdOf(room),
      date: event.at,
      scenario: scenarioOf(room) ?? {},
    }
  );
}

export const isLine = (event: RoomEvent): boolean => saidIn(event) !== undefined;

/** What was deleted is no line, and a card that was shared is one. */
function saidIn(event: RoomEvent): { name: string; text: string } | undefined {
  if (event.type === "message_posted") {
    const { name, text, deleted } = event.data;
    return deleted || text === undefined ? undefined : { name, text };
  }
  if (event.type !== "item_shared") return undefined;
  const { name, item } = event.data;
  return { name, text: [item.title, item.body, item.url].filter(Boolean).join(" – ") };
}
