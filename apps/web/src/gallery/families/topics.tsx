import type { Topic } from "@parlor/protocol";
import { TopicList } from "@parlor/react/topics";
import type { Family } from "../family.ts";
import type { Stage } from "../stage.ts";
import { talkIn } from "./talk.ts";

const show = () => <TopicList />;

function talkAbout(stage: Stage, topics: readonly Topic[]): void {
  talkIn(stage, { kind: "cafe" });
  stage.answer("load_topics", ({ room }) => ({ room, topics: [...topics] }));
}

export const topics: Family = {
  name: "Topics",
  states: [
    { name: "nothing stands out", room: "talk", set: (stage) => talkAbout(stage, []), show },
    {
      name: "some, each with its reason",
      room: "talk",
      set: (stage) =>
        talkAbout(stage, [
          { word: "espresso", count: 12 },
          { word: "sourdough", count: 5 },
          { word: "terrace", count: 1 },
        ]),
      show,
    },
    {
      name: "long words, and of any script",
      room: "talk",
      set: (stage) =>
        talkAbout(stage, [
          { word: "w".repeat(64), count: 1_204 },
          { word: "قهوة", count: 9 },
          { word: "抹茶", count: 3 },
          { word: "naïveté", count: 2 },
        ]),
      show,
    },
  ],
};
