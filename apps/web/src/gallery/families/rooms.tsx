import { RoomList } from "@parlor/react";
import type { Family } from "../family.ts";
import type { Stage } from "../stage.ts";

const show = () => <RoomList current="talk" hrefOf={(room) => `#${room}`} onOpen={() => {}} />;

function furnish(stage: Stage, count: number): void {
  const kinds = ["community", "cafe", "group", "direct"];
  for (let nth = 0; nth < count; nth += 1) {
    const title = nth === 2 ? "A room with a name that is far too long for the place it has" : `Room ${nth + 1}`;
    const room = stage.room({ id: nth === 0 ? "talk" : `r${nth}`, kind: kinds[nth % 4] ?? "community", title });
    room
      .join("ana", "Ana")
      .join("ben", "Ben")
      .wait(nth * 60);
    for (let said = 0; said < (nth === 3 ? 120 : nth); said += 1) room.say("ben", "Hello");
    stage.mine(room, nth % 2 === 0 ? room.head : 3);
    if (nth === 1) stage.inbox({ type: "mentioned", data: { room: room.id, seq: room.head, by: "ben" } });
    if (nth === 4) room.add("ben", { type: "room_closed", data: { reason: "" } });
  }
}

export const rooms: Family = {
  name: "RoomList",
  states: [
    { name: "loading", set: (stage) => stage.keepWaiting("hello"), show },
    { name: "empty", show },
    { name: "some rooms", set: (stage) => furnish(stage, 5), show },
    { name: "many, with a search", set: (stage) => furnish(stage, 14), show },
  ],
};
