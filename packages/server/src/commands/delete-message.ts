import { roomStream } from "@parlor/protocol";
import { noSuchMessage, noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";

export const deleteMessage: Handler<"delete_message"> = ({ room: id, key, seq }, { person }, { journal }, print) => {
  const stream = roomStream(id);
  return journal.submit({
    actor: person.user.id,
    key,
    print,
    streams: [stream],
    messages: [seq],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const message = view.message(stream, seq);
      if (!message) return { refused: noSuchMessage(seq) };
      const refused = refusalOf(person, { do: "delete", author: message.actor, message: message.data }, room);
      if (refused) return { refused };

      return {
        drafts: [{ stream, draft: { type: "message_deleted", data: { target: seq } } }],
        reply: () => ({ seq }),
      };
    },
    repeated: () => ({ seq }),
  });
};
