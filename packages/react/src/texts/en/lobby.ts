import { pluralIn } from "../plural.ts";

const plural = pluralIn("en");

/** Lobbies, and the rooms they lead to. */
export const lobby = {
  lobbies: "Lobbies",
  waitingForYou: (count: number) => plural(count, { one: "# person waits for you", other: "# people wait for you" }),
  lookingForRooms: "Looking for rooms",
  roomsOf: (lobby: string) => `Rooms of ${lobby}`,
  nobodyReceives: "Nobody is here to talk to you yet",
  nobodyReceivesHint: "Rooms show up here by themselves, as soon as somebody is ready.",
  with: (name: string) => `with ${name}`,
  withYou: "with you",
  seats: (taken: string, total: number) =>
    plural(total, { one: `${taken} of # seat taken`, other: `${taken} of # seats taken` }),
  free: "Free",
  freeWithHost: (name: string) => `Free, and ${name} is here`,
  someoneWaits: "Somebody waits for you",
  waitsForHost: (name: string) => `Waiting for ${name}`,
  waitsForOthers: "Waiting for the others",
  talking: "In conversation",
  talkingFor: (left: string) => `${left} left`,
  enter: "Sit down",
  enterRoom: (subject: string) => `Sit down: ${subject}`,
  goBack: "Go back in",
  goBackTo: (subject: string) => `Go back in: ${subject}`,
  lastSeatKept: "The last seat is kept.",
  scenario: "Your task",
  noScenario: "None",

  receive: "Receive people",
  stopReceiving: "Stop receiving",
  receiving: "You receive people",
  receivingAbout: (subjects: string) => `You receive people about ${subjects}`,
  notReceiving: "You receive nobody at the moment.",
  receiveHint: "There is one room for each subject, for as long as you are here.",
  subjects: "What do you know about?",
  subjectsHint: "Several subjects are separated by commas.",
  change: "Change",
};
