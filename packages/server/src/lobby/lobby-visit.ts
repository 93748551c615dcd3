import type { Acquaintance } from "../presence/whereabouts.ts";

/** Somebody came to look at a lobby, or looks no more. Some doors tell everybody who looks at it. */
export interface LobbyVisit {
  /** The kind of rooms that it leads to. */
  readonly lobby: string;
  readonly person: Acquaintance;
  readonly here: boolean;
}
