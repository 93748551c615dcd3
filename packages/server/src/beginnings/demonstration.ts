import { DEMONSTRATION_PEOPLE } from "./demonstration-people.ts";
import type { Beginnings } from "./make-beginnings.ts";

/** What an empty data folder begins with, so that the first minute shows something of everything. */
export const DEMONSTRATION: Beginnings = {
  rooms: [
    {
      room: "general",
      kind: "community",
      title: "General",
      description: "Introduce yourself, ask anything, say good morning.",
    },
    {
      room: "workout-tips",
      kind: "community",
      title: "Workout tips",
      description: "What works, what hurts, and how to get up early.",
    },
    {
      room: "nutrition",
      kind: "community",
      title: "Nutrition",
      description: "Recipes and questions about food.",
    },
    {
      room: "progress",
      kind: "community",
      title: "Progress",
      description: "Show how far you have come.",
    },
    {
      room: "cafe",
      kind: "cafe",
      title: "Café Central",
      description: "Whoever is at a table, and what they talk about.",
    },
    {
      room: "interview",
      kind: "interview",
      title: "Interview",
      description: "Chat beside an interview: whoever has its name is in.",
    },
    {
      room: "weekend",
      kind: "group",
      title: "The weekend",
      description: "Private: its members decide who comes in.",
      members: Object.values(DEMONSTRATION_PEOPLE).map(({ user }) => user),
    },
    {
      room: "mia-and-max",
      kind: "direct",
      title: "Mia and Max",
      description: "",
      members: [DEMONSTRATION_PEOPLE.member.user, DEMONSTRATION_PEOPLE.moderator.user],
    },
  ],
  // Without a title, so that pages call it a help desk in the language of whoever looks.
  queues: [{ queue: "help", kind: "helpdesk", title: "" }],
};
