import { roomStream } from "@parlor/protocol";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";

export const closeRoom: Handler<"close_room"> = ({ room: id, key, reason }, { person }, { journal }, print) => {
  const stream = roomStream(id);
  return journal.submit({
    actor: person.user.id,
    key,
    print,
    streams: [stream],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const refused = refusalOf(person, { do: "close" }, room);
      if (refused) return { refused };

      return { drafts: [{ stream, draft: { type: "room_closed", data: { reason } } }], reply: () => ({ room: id }) };
    },
    repeated: () => ({ room: id }),
  });
};
