import { roomStream } from "@parlor/protocol";
import { leaveRoom as leave } from "@parlor/rules";
import { queueScene } from "../clock/chores.ts";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, queueOf, roomIn } from "./engine.ts";

export const leaveRoom: Handler<"leave_room"> = ({ room: id, key, user }, { person }, engine, print) => {
  const stream = roomStream(id);
  const leaver = user ?? person.user.id;
  return engine.journal.submit({
    actor: person.user.id,
    key,
    print,
    streams: [stream],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const target = room.members.get(leaver);
      if (!target) return { drafts: [], reply: () => ({ room: id }) };
      // One may always leave, also a room that is closed.
      const refused = leaver === person.user.id ? undefined : refusalOf(person, { do: "remove", target }, room);
      if (refused) return { refused };

      const scene = queueScene(view, engine.whereabouts);
      return { drafts: leave(room, leaver, queueOf(room, view), scene), reply: () => ({ room: id }) };
    },
    repeated: () => ({ room: id }),
  });
};
