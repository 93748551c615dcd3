import type { Lobbies } from "../../lobby/lobbies.ts";
import type { Form } from "../socket-io/telling.ts";
import { personOnWire, roleOf } from "./person.ts";
import { LOBBY, roomsOnWire } from "./rooms.ts";

/** How a lobby sounds to those who look at it: whatever changes, they get the whole list. */
export function lobbyForm(lobbies: Pick<Lobbies, "now" | "shown">): Form {
  return {
    name: "coached-lobby",
    event: () => [],
    signal: () => [],
    lobby: () => [{ name: "joined", payload: { rooms: roomsOnWire(lobbies.shown(LOBBY)) } }],
    moved: () => [],
    visited({ lobby, person, here }) {
      const role = lobby === LOBBY ? roleOf(person) : undefined;
      if (!role) return [];
      const payload = { ...personOnWire(person, role), online: here, rooms: roomsOnWire(lobbies.now(LOBBY)) };
      return [{ name: here ? "connected" : "disconnected", payload }];
    },
  };
}
