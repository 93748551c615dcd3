import type { LobbyRoom } from "@parlor/protocol";
import type { Form } from "../socket-io/telling.ts";
import { roomsOnWire } from "./rooms.ts";

/** How a lobby sounds to those who look at it: whatever changes, they get the whole list. */
export function lobbyForm(shown: () => readonly LobbyRoom[]): Form {
  return {
    name: "coached-lobby",
    event: () => [],
    signal: () => [],
    lobby: () => [{ name: "joined", payload: { rooms: roomsOnWire(shown()) } }],
    moved: () => [],
  };
}
