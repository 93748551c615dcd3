import { type AnyEvent, inboxStream, type Reply, refusal, roomStream } from "@parlor/protocol";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";

export const sendMessage: Handler<"send_message"> = (
  payload,
  { person },
  { journal, limits, streams, typists },
  print,
) => {
  const { room: id, key, text, replyTo } = payload;
  const stream = roomStream(id);
  const { user } = person;

  const open = streams.peek(stream);
  // A repetition was paid for the first time, and a return from offline must not run into its own limit.
  if (!person.server && open?.firstUse(user.id, key) === undefined) {
    const rate = roomIn(open, stream)?.kind.limits.send;
    const tooFast = rate && limits.take(user.id, stream, rate);
    if (tooFast) return { ok: false, refusal: tooFast };
  }
  const mentions = [...new Set(payload.mentions ?? [])].filter((mentioned) => mentioned !== user.id);

  return journal.submit({
    actor: user.id,
    key,
    print,
    streams: [stream, ...mentions.map(inboxStream)],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const refused = refusalOf(person, { do: "send" }, room);
      if (refused) return { refused };
      if (text.trim() === "") return { refused: refusal("empty_message", "A message cannot be empty.") };
      const { maxLength } = room.kind.messages;
      if (text.length > maxLength) {
        return {
          refused: refusal(
            "message_too_long",
            `A message here can have at most ${maxLength} characters; this one has ${text.length}.`,
          ),
        };
      }
      if (replyTo !== undefined && (replyTo < 1 || replyTo >= view.nextSeq(stream))) {
        return { refused: refusal("no_such_message", "The message this answers does not exist.") };
      }

      const named = mentions.filter((mentioned) => room.members.has(mentioned));
      const seq = view.nextSeq(stream);
      return {
        drafts: [
          {
            stream,
            draft: {
              type: "message_posted",
              data: {
                name: user.name,
                ...(user.guest && { guest: true as const }),
                no: room.messageCount + 1,
                text,
                ...(named.length > 0 && { mentions: named }),
                ...(replyTo !== undefined && { replyTo }),
              },
            },
          },
          ...named.map((mentioned) => ({
            stream: inboxStream(mentioned),
            draft: { type: "mentioned" as const, data: { room: id, seq, by: user.id } },
          })),
        ],
        reply: ([posted]) => {
          typists.stopped(stream, user.id);
          return answer(posted);
        },
      };
    },
    repeated: answer,
  });
};

function answer(event: AnyEvent | undefined): Reply<"send_message"> {
  if (event?.type !== "message_posted") throw new Error("a sent message is not in the log");
  return { seq: event.seq, id: event.id, at: event.at, no: event.data.no };
}
