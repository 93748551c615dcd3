import { inboxStream, type RoomId, roomStream } from "@parlor/protocol";
import { grantedRole, type Person } from "../identity/person.ts";
import type { Outcome } from "../streams/decision.ts";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Engine, type Handler, roomIn } from "./engine.ts";
import { roomEntry } from "./membership.ts";

export const joinRoom: Handler<"join_room"> = ({ room, key }, { person }, engine, print) =>
  enterRoom(room, person, engine, { key, print });

/** Also how opening a room makes one a member where its kind says so: then without a key. */
export function enterRoom(
  id: RoomId,
  person: Person,
  { journal }: Pick<Engine, "journal">,
  once: { key?: string; print?: number } = {},
): Promise<Outcome<{ room: string; role: string }>> {
  const stream = roomStream(id);
  const { user } = person;
  return journal.submit<{ room: string; role: string }>({
    actor: user.id,
    ...once,
    streams: [stream, inboxStream(user.id)],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const member = room.members.get(user.id);
      if (member) return { drafts: [], reply: () => ({ room: id, role: member.role }) };
      const refused = refusalOf(person, { do: "join" }, room);
      if (refused) return { refused };

      const role = grantedRole(person, id) ?? room.kind.defaultRole;
      const { room: inRoom, inbox } = roomEntry(
        id,
        { ...user, guest: user.guest, role },
        view.nextSeq(stream),
        room.messageCount,
      );
      return { drafts: [...inRoom, ...inbox], reply: () => ({ room: id, role }) };
    },
    repeated: (event) => ({ room: id, role: event.type === "member_joined" ? event.data.role : "" }),
  });
}
