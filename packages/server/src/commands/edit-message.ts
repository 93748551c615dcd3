import { refusal, roomStream } from "@parlor/protocol";
import { noSuchMessage, noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";

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
      if (text.trim() === "")
        return { refused: refusal("empty_message", "A message cannot be empty. Delete it instead.") };
      const { maxLength } = room.kind.messages;
      if (text.length > maxLength) {
        return {
          refused: refusal(
            "message_too_long",
            `A message here can have at most ${maxLength} characters; this one has ${text.length}.`,
          ),
        };
      }
      if (message.data.text === text) return { drafts: [], reply: () => ({ seq }) };

      return {
        drafts: [{ stream, draft: { type: "message_edited", data: { target: seq, text } } }],
        reply: () => ({ seq }),
      };
    },
    repeated: () => ({ seq }),
  });
};
