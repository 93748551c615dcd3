import { inboxStream, refusal, roomStream, type AnyEvent, type Member, type Reply } from "@parlor/protocol";
import type { StreamDraft } from "../streams/decision.ts";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";
import { nameOfAbsent, roomEntry } from "./membership.ts";

export const setMember: Handler<"set_member"> = (payload, { person }, { journal, whereabouts }, print) => {
  const { room: id, key, user, name, role, grant, deny } = payload;
  const stream = roomStream(id);
  return journal.submit<Reply<"set_member">>({
    actor: person.user.id,
    key,
    print,
    streams: [stream, inboxStream(user)],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const wanted = role ?? room.members.get(user)?.role ?? room.kind.defaultRole;
      if (!Object.hasOwn(room.kind.roles, wanted))
        return { refused: refusal("bad_payload", `This kind of room has no role ${JSON.stringify(wanted)}.`) };

      const member = room.members.get(user);
      const exceptions = { ...(grant && { grant }), ...(deny && { deny }) };
      const changes = wanted !== (member?.role ?? room.kind.defaultRole) || grant !== undefined || deny !== undefined;
      const asked = [
        member ? undefined : refusalOf(person, { do: "let-in", user, role: wanted }, room),
        changes
          ? refusalOf(
              person,
              { do: "set-role", target: member ?? stranger(user, wanted), ...(member && { role: wanted }) },
              room,
            )
          : undefined,
      ];
      const refused = asked.find((answer) => answer !== undefined);
      if (refused) return { refused };

      const change: StreamDraft = {
        stream,
        draft: { type: "member_changed", data: { user, role: wanted, ...exceptions } },
      };
      const reply = () => ({ room: id, user, role: wanted });
      if (member) return { drafts: changes ? [change] : [], reply };

      const entering = { id: user, name: name ?? nameOfAbsent(user, whereabouts), guest: undefined, role: wanted };
      const entry = roomEntry(id, entering, view.nextSeq(stream), room.messageCount);
      return { drafts: [...entry.room, ...entry.inbox, ...(grant || deny ? [change] : [])], reply };
    },
    repeated: (event) => ({ room: id, user, role: roleIn(event) }),
  });
};

const stranger = (id: string, role: string): Member => ({ id, name: id, role, joinedAt: 0, joinedSeq: 0, joinedNo: 0 });

function roleIn(event: AnyEvent): string {
  if (event.type !== "member_joined" && event.type !== "member_changed")
    throw new Error("a set member is not in the log");
  return event.data.role;
}
