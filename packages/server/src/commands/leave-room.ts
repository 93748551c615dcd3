import { inboxStream, roomStream } from "@parlor/protocol";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";
import { roomExit } from "./membership.ts";

export const leaveRoom: Handler<"leave_room"> = ({ room: id, key, user }, { person }, { journal }, print) => {
  const stream = roomStream(id);
  const leaver = user ?? person.user.id;
  return journal.submit({
    actor: person.user.id,
    key,
    print,
    streams: [stream, inboxStream(leaver)],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const target = room.members.get(leaver);
      if (!target) return { drafts: [], reply: () => ({ room: id }) };
      // One may always leave, also a room that is closed.
      const refused = leaver === person.user.id ? undefined : refusalOf(person, { do: "remove", target }, room);
      if (refused) return { refused };

      return { drafts: roomExit(id, leaver, target.name), reply: () => ({ room: id }) };
    },
    repeated: () => ({ room: id }),
  });
};
