import { BOUNDS, type MessagePosted, refusal, roomStream } from "@parlor/protocol";
import { hasReacted } from "@parlor/rules";
import type { Handler } from "./engine.ts";
import { onMessage } from "./on-message.ts";

/** Reactions are cheap to make and dear to tell, so they have a limit of their own. */
const REACTING = "30/10s";

export const react: Handler<"react"> = (payload, caller, engine, print) => {
  const { room, seq, emoji, on } = payload;
  const { user, server } = caller.person;
  const tooFast = server ? undefined : engine.limits.take(user.id, `react ${roomStream(room)}`, REACTING, payload.key);
  if (tooFast) return { ok: false, refusal: tooFast };

  return onMessage(
    payload,
    caller,
    engine,
    print,
    ({ data }) => ({ do: "react", message: data }),
    ({ data }) => {
      if (hasReacted(data, emoji, user.id) === on) return { drafts: [], reply: () => ({ seq }) };
      if (on && isCovered(data, emoji)) {
        const sentence = `A message can have at most ${BOUNDS.reactionsPerMessage} different reactions.`;
        return { refused: refusal("too_many", sentence) };
      }
      return {
        drafts: [{ stream: roomStream(room), draft: { type: "reaction_changed", data: { target: seq, emoji, on } } }],
        reply: () => ({ seq }),
      };
    },
  );
};

function isCovered({ reactions = [] }: MessagePosted, emoji: string): boolean {
  return reactions.length >= BOUNDS.reactionsPerMessage && !reactions.some((reaction) => reaction.emoji === emoji);
}
