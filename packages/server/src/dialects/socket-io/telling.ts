import type { LobbySignal, RoomEvent, Signal, User } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import type { LobbyVisit } from "../../lobby/lobby-visit.ts";

/** One packet that says what happened, in a dialect's words. */
export interface Telling {
  readonly name: string;
  readonly payload: unknown;
  /** Everybody in the room but this person. */
  readonly notTo?: string | undefined;
}

/** How a dialect tells of a room. All who hear it in the same form hear the same packets. */
export interface Form {
  readonly name: string;
  event(event: RoomEvent, room: RoomState): readonly Telling[];
  signal(signal: Signal, room: RoomState): readonly Telling[];
  /** What a lobby leads to has changed. */
  lobby?(signal: LobbySignal): readonly Telling[];
  /** Somebody came to a lobby or left it. */
  visited?(visit: LobbyVisit): readonly Telling[];
  /** Somebody came into the room or is no longer there. */
  moved(user: User, here: boolean, room: RoomState): readonly Telling[];
}
