import { pluralIn } from "../plural.ts";

const plural = pluralIn("en");

/** Conversations with a clock, and how they end. */
export const session = {
  timeLeft: "Time left",
  startsWhenFull: "The conversation begins when everybody is here.",
  seatsTaken: (taken: string, total: number) =>
    plural(total, { one: `${taken} of # is here`, other: `${taken} of # are here` }),
  running: "The conversation is going on.",
  paused: "The clock stands",
  pausedHint: "Nothing can be written until it goes on.",
  timeIsOver: "The time is over",
  everybodyGoesIn: (left: string) => `Everybody goes in ${left}`,
  left: (wait: string) => `${wait} left`,

  began: "The conversation begins",
  beganFor: (wait: string) => `The conversation begins. You have ${wait}.`,
  goesOn: "The clock goes on",
  extended: "There is more time",
  ended: "The conversation is over",

  endedBecause: {
    time: "The time you had together is over.",
    idle: "Nobody answered for too long.",
    alone: "Everybody else has left.",
    closed: "It was ended.",
  },
  endedThanks: "Thank you for taking part.",
  token: "The token of this conversation",
  tokenHint: "Keep it if somebody asks you for it: it names this conversation.",
  copyToken: "Copy the token",
  tokenCopied: "The token is copied",
  backToLobby: "Back to the lobby",
};
