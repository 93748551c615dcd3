import type { TypingSignal, UserId } from "@parlor/protocol";

/** Someone is typing, or was until lately: nobody has to say that they stopped. */
export interface Typist {
  readonly user: UserId;
  readonly name: string;
  readonly until: number;
}
export type Typists = readonly Typist[];

export function hearTyping(typists: Typists, { user, name, on }: TypingSignal, until: number): Typists {
  const others = stopTyping(typists, user);
  return on ? [...others, { user, name, until }] : others;
}

/** Their message is there, or they left. */
export function stopTyping(typists: Typists, user: UserId): Typists {
  return typists.some((typist) => typist.user === user) ? typists.filter((typist) => typist.user !== user) : typists;
}

export function stillTyping(typists: Typists, now: number): Typists {
  return typists.some(({ until }) => until <= now) ? typists.filter(({ until }) => until > now) : typists;
}
