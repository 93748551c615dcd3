import { roomStream } from "@parlor/protocol";
import { checkLength, limitsOf } from "@parlor/rules";
import { noSuchMessage, noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";
import { refusalFrom } from "./verdict.ts";

export const editMessage: Handler<"edit_message"> = ({ room: id, key, seq, text }, { person }, { journal }, print) => {
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
      const refused = refusalOf(person, { do: "edit", author: message.actor, message: message.data }, room);
      if (refused) return { refused };
      const role = room.members.get(person.user.id)?.role ?? room.kind.defaultRole;
      const fits = checkLength(text, limitsOf(room.kind, role).maxLength);
      if (!fits.ok) return { refused: refusalFrom(fits) };
      if (message.data.text === text) return { drafts: [], reply: () => ({ seq }) };

      return {
        drafts: [{ stream, draft: { type: "message_edited", data: { target: seq, text } } }],
        reply: () => ({ seq }),
      };
    },
    repeated: () => ({ seq }),
  });
};
