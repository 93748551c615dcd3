import { roomStream } from "@parlor/protocol";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";

export const changeRoom: Handler<"change_room"> = ({ room: id, key, ...wanted }, { person }, { journal }, print) => {
  const stream = roomStream(id);
  return journal.submit({
    actor: person.user.id,
    key,
    print,
    streams: [stream],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const refused = refusalOf(person, { do: "change" }, room);
      if (refused) return { refused };
      const { title = room.title, description = room.description } = wanted;
      if (title === room.title && description === room.description) return { drafts: [], reply: () => ({ room: id }) };

      return {
        drafts: [{ stream, draft: { type: "room_changed", data: { title, description } } }],
        reply: () => ({ room: id }),
      };
    },
    repeated: () => ({ room: id }),
  });
};
