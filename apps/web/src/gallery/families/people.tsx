import { Avatar, Name, PeopleList } from "@parlor/react";
import type { Family } from "../family.ts";
import { talkIn } from "./talk.ts";

const NAMES = ["X", "Ana Lima", "W".repeat(64), "محمد علي", "山田太郎", "👩‍👩‍👧‍👦 Family", `Z${"\u0301".repeat(60)}`];

export const people: Family = {
  name: "People",
  states: [
    { name: "PeopleList: somebody here", room: "talk", set: (stage) => void talkIn(stage), show: () => <PeopleList /> },
    {
      name: "PeopleList: nobody here",
      room: "talk",
      set(stage) {
        talkIn(stage);
        stage.presence = { count: 0, people: [] };
      },
      show: () => <PeopleList />,
    },
    {
      name: "PeopleList: no connection",
      room: "talk",
      set: (stage) => void talkIn(stage),
      after: (stage) => stage.hangUp(),
      show: () => <PeopleList />,
    },
    {
      name: "Avatar and Name: of one letter, of 64, of any script",
      show: () => (
        <ul className="parlor-gallery-names">
          {NAMES.map((name, nth) => (
            <li key={name}>
              <Avatar id={name} name={name} status={nth % 3 === 0 ? "online" : nth % 3 === 1 ? "away" : undefined} />
              <span>
                <Name name={name} guest={nth % 2 === 0} />
              </span>
            </li>
          ))}
        </ul>
      ),
    },
  ],
};
