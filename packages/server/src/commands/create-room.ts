import { inboxStream, refusal, roomStream, type AnyEvent, type Reply } from "@parlor/protocol";
import { type Handler, roomIn } from "./engine.ts";
import { roomEntry } from "./membership.ts";

export const createRoom: Handler<"create_room"> = (payload, { person }, { journal, kinds, newId }, print) => {
  const { key, kind: kindName, title, description } = payload;
  const { user, server } = person;
  const kind = kinds.get(kindName);
  if (!kind)
    return {
      ok: false,
      refusal: refusal("no_such_kind", `There is no kind of room called ${JSON.stringify(kindName)}.`),
    };
  if (kind.create === "server" && !server) {
    return { ok: false, refusal: refusal("not_allowed", `Only a back end can create rooms of the kind ${kind.name}.`) };
  }

  const room = payload.room ?? newId();
  const stream = roomStream(room);
  const home = inboxStream(user.id);
  const members = [...new Set(payload.members)].filter((id) => id !== user.id);

  return journal.submit({
    actor: user.id,
    key,
    print,
    // One's own inbox remembers the key: a repetition finds the room even when the server had to name it.
    streams: [home, stream, ...members.map(inboxStream)],
    decide: (view) => {
      if (roomIn(view, stream))
        return { refused: refusal("room_exists", `There is a room ${JSON.stringify(room)} already.`) };

      const created = view.nextSeq(stream);
      const people = [
        { id: user.id, name: user.name, guest: user.guest, role: kind.creatorRole },
        ...members.map((id) => ({ id, name: id, guest: undefined, role: kind.defaultRole })),
      ];
      const [creator, ...others] = people.map((one, index) => roomEntry(room, one, created + 1 + index, 0));
      return {
        drafts: [
          ...(creator?.inbox ?? []),
          { stream, draft: { type: "room_created", data: { kind, title, description } } },
          ...(creator?.room ?? []),
          ...others.flatMap((entry) => [...entry.room, ...entry.inbox]),
        ],
        reply: () => ({ room }),
      };
    },
    repeated: answer,
  });
};

function answer(event: AnyEvent): Reply<"create_room"> {
  if (event.type !== "room_added") throw new Error("a created room is not in its creator's inbox");
  return { room: event.data.room };
}
