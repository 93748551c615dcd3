import { Composer, FocusPlace, TypingLine, useCurrentRoom } from "@parlor/react";
import { roomStream } from "@parlor/protocol";
import { useLayoutEffect } from "react";
import type { Family } from "../family.ts";
import type { Stage } from "../stage.ts";
import { LONG, talkIn } from "./talk.ts";

const inTalk = { room: "talk", show: () => <Composer />, set: (stage: Stage) => void talkIn(stage) } as const;

/** What stands in the field already. */
function Written({ text }: { readonly text: string }) {
  const { draft } = useCurrentRoom();
  useLayoutEffect(() => draft.setText(text), [draft, text]);
  return <Composer />;
}

const closed = (stage: Stage) =>
  void talkIn(stage).add("ada", { type: "room_closed", data: { reason: "We are done for today" } });

export const composer: Family = {
  name: "Composer",
  states: [
    { ...inTalk, name: "empty" },
    { ...inTalk, name: "written", show: () => <Written text="Thank you! I will try it tonight." /> },
    { ...inTalk, name: "long", show: () => <Written text={LONG} /> },
    { ...inTalk, name: "near the limit", show: () => <Written text={"almost ".repeat(69)} /> },
    { ...inTalk, name: "too long", show: () => <Written text={"much ".repeat(120)} /> },
    {
      ...inTalk,
      name: "no connection",
      after: (stage) => stage.hangUp(),
    },
    {
      ...inTalk,
      name: "closed room",
      set: closed,
    },
    {
      ...inTalk,
      name: "closed room, while one was writing",
      set: closed,
      show: () => (
        <FocusPlace>
          <Written text="Before you close: did anybody find my" />
        </FocusPlace>
      ),
    },
    {
      name: "people typing",
      room: "talk",
      set(stage) {
        talkIn(stage);
        for (const [user, name] of [
          ["ada", "Ada"],
          ["ben", "Ben"],
        ] as const)
          stage.signal({ stream: roomStream("talk"), kind: "typing", user, name, on: true });
      },
      show: () => <TypingLine />,
    },
  ],
};
