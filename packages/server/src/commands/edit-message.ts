import { roomStream } from "@parlor/protocol";
import { judgeText } from "@parlor/rules";
import type { Handler } from "./engine.ts";
import { onMessage } from "./on-message.ts";
import { refusalFrom } from "./verdict.ts";

export const editMessage: Handler<"edit_message"> = (payload, caller, engine, print) => {
  const { room: id, seq, text } = payload;
  return onMessage(
    payload,
    caller,
    engine,
    print,
    ({ actor, data }) => ({ do: "edit", author: actor, message: data }),
    (message, room) => {
      const role = room.members.get(caller.person.user.id)?.role ?? room.kind.defaultRole;
      const fits = judgeText(room.kind, role, text);
      if (!fits.ok) return { refused: refusalFrom(fits) };

      const draft = { type: "message_edited" as const, data: { target: seq, text } };
      return {
        drafts: message.data.text === text ? [] : [{ stream: roomStream(id), draft }],
        reply: () => ({ seq }),
      };
    },
  );
};
