import { MessageList } from "@parlor/react";
import type { Family } from "../family.ts";

const MANY = 100_000;

/** Not among the others, because it takes its time: the bench scrolls through it. */
export const many: Family = {
  name: "100,000",
  states: [
    {
      name: "a hundred thousand messages",
      room: "talk",
      tall: true,
      set(stage) {
        stage.pageSize = MANY;
        const room = stage.room({ id: "talk" }).join("ana", "Ana").join("ben", "Ben");
        for (let nth = 1; nth <= MANY; nth += 1) {
          const who = nth % 7 < 3 ? "ana" : "ben";
          room.say(who, `Message ${nth}: ${"and so on ".repeat((nth * 7) % 23)}`);
        }
      },
      show: () => <MessageList />,
    },
  ],
};
