import { type AnyEvent, type RoomId, roomStream } from "@parlor/protocol";
import { invitationOf, type RoomState } from "@parlor/rules";
import { grantedRole, type Person } from "../identity/person.ts";
import type { Outcome } from "../outcome.ts";
import type { DecisionView } from "../streams/decision.ts";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Engine, type Handler, roomIn } from "./engine.ts";
import { ownName, roomEntry } from "./membership.ts";
import { seatFor } from "./take-seat.ts";
import { decisionOf } from "./verdict.ts";

export const joinRoom: Handler<"join_room"> = ({ room, key }, { person }, engine, print) =>
  enterRoom(room, person, engine, { key, print });

/** Also how opening a room makes one a member where its kind says so: then without a key. */
export function enterRoom(
  id: RoomId,
  person: Person,
  engine: Pick<Engine, "journal" | "whereabouts">,
  once: { key?: string; print?: number } = {},
): Promise<Outcome<{ room: string; role: string }>> {
  const stream = roomStream(id);
  const { user } = person;
  return engine.journal.submit<{ room: string; role: string }>({
    actor: user.id,
    ...once,
    streams: [stream],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const member = room.members.get(user.id);
      if (member) return { drafts: ownName(room, member, user), reply: () => ({ room: id, role: member.role }) };
      const role = roleFor(person, room);
      const refused = refusalOf(person, { do: "join", role }, room, view.now);
      if (refused) return { refused };
      if (room.kind.seats) return sitDown(room, person, role, view, engine);

      const entering = { ...user, guest: user.guest, role };
      const entry = roomEntry(id, entering, view.nextSeq(stream), room.messageCount);
      return { drafts: [...entry.room, ...entry.inbox], reply: () => ({ room: id, role }) };
    },
    repeated: (event) => ({ room: id, role: roleIn(event) }),
  });
}

const roleIn = (event: AnyEvent): string =>
  event.type === "member_joined" || event.type === "member_changed" ? event.data.role : "";

/** What the token says of this room, else what the invitation says, else what everybody is. */
function roleFor(person: Person, room: RoomState): string {
  // Also a role that the kind does not know: it gives no rights, where a guess might give too many.
  return grantedRole(person, room.id) ?? invitationOf(room.invitations, person.user.id)?.role ?? room.kind.defaultRole;
}

function sitDown(
  room: RoomState,
  person: Person,
  role: string,
  view: DecisionView,
  engine: Pick<Engine, "whereabouts">,
) {
  const verdict = seatFor(room, { ...person, roles: [...person.roles, role] }, { role }, view, engine);
  return decisionOf(verdict, ({ role: got }) => ({ room: room.id, role: got }));
}
