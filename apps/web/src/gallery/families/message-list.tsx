import { MessageList } from "@parlor/react";
import type { Family } from "../family.ts";
import { LONG, talkIn } from "./talk.ts";

const show = () => <MessageList />;
const inTalk = { room: "talk", tall: true, show } as const;

export const messageList: Family = {
  name: "MessageList",
  states: [
    { ...inTalk, name: "loading", set: (stage) => stage.keepWaiting("open_room") },
    { ...inTalk, name: "empty", set: (stage) => void stage.room({ id: "talk", description: "Form and sore legs." }) },
    { ...inTalk, name: "people talking", set: (stage) => void talkIn(stage) },
    {
      ...inTalk,
      name: "unread messages",
      set(stage) {
        const room = talkIn(stage);
        stage.mine(room, room.head - 2);
      },
    },
    {
      ...inTalk,
      name: "edited, deleted, by a moderator too",
      set(stage) {
        const room = talkIn(stage);
        const [typo, own, bad] = ["Thre times a week", "Never mind", "Buy pills!"].map((text) => room.say("ben", text));
        room.add("ben", { type: "message_edited", data: { target: typo ?? 0, text: "Three times a week" } });
        room.add("ben", { type: "message_deleted", data: { target: own ?? 0 } });
        room.add("ada", { type: "message_deleted", data: { target: bad ?? 0 } });
      },
    },
    {
      ...inTalk,
      name: "one's own on the way, and refused",
      set(stage) {
        talkIn(stage);
        stage.refuse("edit_message", "not_allowed", "It is too late to change this.");
      },
      after({ client }) {
        const room = client.room("talk");
        const unanswered = () => {};
        const own = room.timeline.get().rows.findLast((row) => row.kind === "message" && row.actor === "ana");
        if (own?.kind === "message" && own.seq !== undefined) room.edit(own.seq, "Changed my mind").catch(unanswered);
        room.send("This one is on its way").catch(unanswered);
      },
    },
    {
      ...inTalk,
      name: "long and hostile",
      set(stage) {
        const room = talkIn(stage);
        for (const text of [
          LONG,
          "w".repeat(500),
          "<img src=x onerror=alert(1)> javascript:alert(1)",
          `Z${"\u0301\u0316".repeat(80)}algo`,
          "😀".repeat(120),
          "\u202Egnp.exe \u2067مرحبا\u2069 and English",
          "```\nconst answer = 42; // a line of code that is far too long for the narrow column it has to fit into\n```",
        ])
          room.say("visitor", text, { guest: true });
      },
    },
    {
      ...inTalk,
      name: "much happened",
      set(stage) {
        const room = talkIn(stage);
        for (let nth = 1; nth <= 8; nth += 1) room.join(`p${nth}`, `Person ${nth}`);
        room.add("ada", { type: "room_changed", data: { title: "Workout and rest", description: "" } });
      },
    },
    {
      ...inTalk,
      name: "refused",
      set: (stage) => stage.refuse("open_room", "not_a_member", "This room is for members."),
    },
  ],
};
