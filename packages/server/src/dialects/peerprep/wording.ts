import type { Newest } from "../../limits/newest.ts";

/** What a room says about somebody. Early and later clients were told in different words. */
export interface Wording {
  readonly joined: (name: string) => string;
  readonly left: (name: string) => string;
  /** Later clients also take the other's leaving as an event of its own. */
  readonly partnerLeft: ((name: string) => string) | undefined;
  /** And a newcomer hears of everybody who is there already. */
  readonly tellsWhoIsThere: boolean;
}

export const EARLY: Wording = {
  joined: (name) => `${name} has joined the interview`,
  left: (name) => `${name} has left the interview`,
  partnerLeft: undefined,
  tellsWhoIsThere: false,
};

export const LATER: Wording = {
  joined: (name) => `${name} has joined the session`,
  left: (name) => `${name} has left the room`,
  partnerLeft: (name) => `${name} has left the collaboration room`,
  tellsWhoIsThere: true,
};

/** Through which door people came: the words about them follow it, whoever hears them. */
export type Doors = Newest<string, Wording>;
