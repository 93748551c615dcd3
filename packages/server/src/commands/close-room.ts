import { roomStream } from "@parlor/protocol";
import { closeRoom as close } from "@parlor/rules";
import { queueScene } from "../clock/chores.ts";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, queueOf, roomIn } from "./engine.ts";

export const closeRoom: Handler<"close_room"> = ({ room: id, key, reason }, { person }, engine, print) => {
  const stream = roomStream(id);
  return engine.journal.submit({
    actor: person.user.id,
    key,
    print,
    streams: [stream],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const refused = refusalOf(person, { do: "close" }, room);
      if (refused) return { refused };

      const scene = queueScene(view, engine.whereabouts);
      return { drafts: close(room, reason, queueOf(room, view), scene), reply: () => ({ room: id }) };
    },
    repeated: () => ({ room: id }),
  });
};
