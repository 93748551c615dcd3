import { type AnyEvent, inboxStream, type Reply, refusal, roomStream } from "@parlor/protocol";
import { judgeMessage, limitsOf, type RoomState, rounded } from "@parlor/rules";
import type { Person } from "../identity/person.ts";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Engine, type Handler, roomIn } from "./engine.ts";
import { refusalFrom } from "./verdict.ts";
import { historyFloor } from "./visibility.ts";

export const sendMessage: Handler<"send_message"> = (payload, { person }, engine, print) => {
  const { room: id, key, text, location, seenSeq, replyTo } = payload;
  const stream = roomStream(id);
  const { user } = person;
  const tooFast = tooFastFor(person, id, key, engine);
  if (tooFast) return { ok: false, refusal: tooFast };
  const mentions = payload.mentions ? [...new Set(payload.mentions)].filter((mentioned) => mentioned !== user.id) : [];

  return engine.journal.submit({
    actor: user.id,
    key,
    print,
    streams: [stream, ...mentions.map(inboxStream)],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const refused = refusalOf(person, { do: "send" }, room, view.now);
      if (refused) return { refused };
      const sender = room.members.get(user.id) ?? visitor(room, user.id);
      const memory = engine.senders.of(stream, user.id);
      const judged = judgeMessage(room, sender, { text, location, seenSeq }, memory, view.now);
      if (!judged.ok) return { refused: refusalFrom(judged) };
      const seq = view.nextSeq(stream);
      if (replyTo !== undefined && (replyTo <= historyFloor(room, person) || replyTo < 1 || replyTo >= seq)) {
        return { refused: refusal("no_such_message", "The message this answers does not exist.") };
      }

      const named = mentions.filter((mentioned) => room.members.has(mentioned));
      const data = {
        name: user.name,
        guest: user.guest,
        role: sender.role,
        no: room.messageCount + 1,
        text,
        mentions: named.length > 0 ? named : undefined,
        replyTo,
        location: location && rounded(location),
      };
      return {
        drafts: [
          { stream, draft: { type: "message_posted", data } },
          ...named.map((mentioned) => ({
            stream: inboxStream(mentioned),
            draft: { type: "mentioned" as const, data: { room: id, seq, by: user.id } },
          })),
        ],
        reply: ([posted]) => {
          engine.typists.stopped(stream, user.id);
          engine.senders.sent(stream, user.id, room, text, view.now);
          return answer(posted);
        },
      };
    },
    repeated: answer,
  });
};

/** A person is one over all connections. A repetition was paid for the first time, also while that is under way. */
function tooFastFor({ user, server }: Person, id: string, key: string, { limits, streams }: Engine) {
  if (server) return undefined;
  const stream = streams.peek(roomStream(id));
  const room = roomIn(stream, roomStream(id));
  if (!room || stream?.firstUse(user.id, key)) return undefined;
  const { send } = limitsOf(room.kind, room.members.get(user.id)?.role ?? room.kind.defaultRole);
  return limits.take(user.id, roomStream(id), send, key);
}

/** Whoever speaks without belonging to the room: a back end. */
const visitor = ({ kind }: RoomState, id: string) => ({
  id,
  name: id,
  role: kind.defaultRole,
  joinedAt: 0,
  joinedSeq: 0,
  joinedNo: 0,
});

function answer(event: AnyEvent | undefined): Reply<"send_message"> {
  if (event?.type !== "message_posted") throw new Error("a sent message is not in the log");
  return { seq: event.seq, id: event.id, at: event.at, no: event.data.no };
}
