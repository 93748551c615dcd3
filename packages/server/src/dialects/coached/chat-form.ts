import type { RoomEvent } from "@parlor/protocol";
import { conversationToken, type RoomState } from "@parlor/rules";
import type { Form, Telling } from "../socket-io/telling.ts";
import { LOBBY_URL } from "./links.ts";
import { messageOf } from "./message.ts";
import { isOn } from "./rooms.ts";
import { scenarioOf } from "./scenario.ts";
import type { TypedLengths } from "./typed-lengths.ts";

/** How a conversation sounds to those inside. */
export const chatForm = (typed: TypedLengths): Form => ({
  name: "coached",
  event: tellingsOf,
  signal(signal) {
    if (signal.kind !== "typing") return [];
    const { user, name, on } = signal;
    return [{ name: "is-typing", payload: { username: name, msg_length: on ? typed.of(user) : 0 }, notTo: user }];
  },
  moved({ id, name }, here, room) {
    // Who leaves for good is told of by the event.
    if (!room.members.has(id)) return [];
    return here
      ? [{ name: "connected", payload: { username: name }, notTo: id }]
      : [{ name: "disconnected", payload: {}, notTo: id }];
  },
});

function tellingsOf(event: RoomEvent, room: RoomState): readonly Telling[] {
  switch (event.type) {
    case "message_posted":
    case "item_shared": {
      const message = messageOf(event, room);
      return message ? [{ name: "message", payload: message }] : [];
    }
    case "scenario_chosen":
      return scenarioTellings(room);
    case "member_joined":
      return [{ name: "room-status", payload: { is_full: isOn(room) } }];
    case "session_started":
      return onTellings(room);
    case "member_left":
      return room.closed ? [] : leavingTellings(room, event.data.user);
    case "session_wrapping_up":
      return [{ name: "chat-timeout", payload: {} }];
    case "session_ended":
      return [backToLobby(event.data.token)];
    case "room_closed":
      // The end of a conversation was told already.
      return room.session?.phase === "ended" ? [] : [backToLobby()];
    default:
      return [];
  }
}

/** What says that everybody is there and people can talk. */
export const onTellings = (room: RoomState): readonly Telling[] => [
  { name: "private-room-id", payload: conversationToken(room) },
  { name: "room-status", payload: { is_full: true } },
];

export function scenarioTellings(room: RoomState): readonly Telling[] {
  const scenario = scenarioOf(room);
  return scenario ? [{ name: "share-scenario", payload: { scenario: JSON.stringify(scenario) } }] : [];
}

function leavingTellings(room: RoomState, user: string): readonly Telling[] {
  const isLeftAlone = room.session !== undefined && "aloneSince" in room.session;
  const payload = { is_full: isOn(room), ...(isLeftAlone && { close: true }) };
  return [
    { name: "room-status", payload, notTo: user },
    { name: "disconnected", payload: {}, notTo: user },
  ];
}

export const backToLobby = (token?: string): Telling => ({
  name: "redirect",
  payload: { url: LOBBY_URL, ...(token !== undefined && { token }) },
});

/** What a conversation is called, once it has begun. */
export const tokenOf = (room: RoomState): string | undefined =>
  room.session && "people" in room.session ? conversationToken(room) : undefined;
