import { BOUNDS, refusal, roomStream } from "@parlor/protocol";
import { hasReacted } from "@parlor/rules";
import { noSuchMessage, noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";

export const react: Handler<"react"> = ({ room: id, key, seq, emoji, on }, { person }, { journal, limits }, print) => {
  const stream = roomStream(id);
  const { user, server } = person;
  const tooFast = server ? undefined : limits.take(user.id, `react ${stream}`, "30/10s");
  if (tooFast) return { ok: false, refusal: tooFast };

  return journal.submit({
    actor: user.id,
    key,
    print,
    streams: [stream],
    messages: [seq],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const message = view.message(stream, seq);
      if (!message) return { refused: noSuchMessage(seq) };
      const refused = refusalOf(person, { do: "react", message: message.data }, room);
      if (refused) return { refused };
      if (hasReacted(message.data, emoji, user.id) === on) return { drafts: [], reply: () => ({ seq }) };
      const reactions = message.data.reactions ?? [];
      if (
        on &&
        reactions.length >= BOUNDS.reactionsPerMessage &&
        !reactions.some((reaction) => reaction.emoji === emoji)
      ) {
        return {
          refused: refusal("too_many", `A message can have at most ${BOUNDS.reactionsPerMessage} different reactions.`),
        };
      }

      return {
        drafts: [{ stream, draft: { type: "reaction_changed", data: { target: seq, emoji, on } } }],
        reply: () => ({ seq }),
      };
    },
    repeated: () => ({ seq }),
  });
};
