import { roomStream } from "@parlor/protocol";
import type { Handler } from "./engine.ts";
import { onMessage } from "./on-message.ts";

export const deleteMessage: Handler<"delete_message"> = (payload, caller, engine, print) => {
  const { room, seq } = payload;
  return onMessage(
    payload,
    caller,
    engine,
    print,
    ({ actor, data }) => ({ do: "delete", author: actor, message: data }),
    () => ({
      drafts: [{ stream: roomStream(room), draft: { type: "message_deleted", data: { target: seq } } }],
      reply: () => ({ seq }),
    }),
  );
};
