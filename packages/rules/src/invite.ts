import { INVITATIONS_KEPT } from "@parlor/protocol";
import { all, type Answer, no, YES } from "./answer.ts";
import { type Asker, can } from "./can.ts";
import { invitationOf } from "./invitations.ts";
import { inInbox, inRoom, type Verdict } from "./plan.ts";
import type { RoomState } from "./room-state.ts";

/** Asks somebody to join. They hear of it in their inbox, and may join from then on. */
export function invite(
  room: RoomState,
  asker: Asker & { readonly name: string },
  { user, role = room.kind.defaultRole }: { readonly user: string; readonly role?: string | undefined },
): Verdict {
  const may = all(can(asker, { do: "let-in", user, role }, room), mayGive(asker, role, room));
  if (!may.ok) return may;
  if (room.members.has(user) || invitationOf(room.invitations, user)) return { ok: true, drafts: [] };
  if (room.invitations.length >= INVITATIONS_KEPT) return no("too_many", "Too many invitations are open.");

  const { id, title, kind } = room;
  return {
    ok: true,
    drafts: [
      inRoom(id, { type: "person_invited", data: { user, role } }),
      inInbox(user, {
        type: "invited",
        data: { room: id, title, kind: kind.name, by: asker.id, byName: asker.name },
      }),
    ],
  };
}

/** Whoever cannot change roles cannot hand out one that is more than the usual. */
function mayGive(asker: Asker, role: string, room: RoomState): Answer {
  if (!Object.hasOwn(room.kind.roles, role)) return no("not_allowed", `There is no ${role} in such a room.`);
  return role === room.kind.defaultRole || asker.server ? YES : can(asker, { do: "give-role" }, room);
}

/** The invited says no, or whoever may invite takes it back. */
export function endInvitation(room: RoomState, asker: Asker, user: string): Verdict {
  const may = user === asker.id ? YES : can(asker, { do: "let-in" }, room);
  if (!may.ok) return may;
  if (!invitationOf(room.invitations, user)) return { ok: true, drafts: [] };

  return {
    ok: true,
    drafts: [
      inRoom(room.id, { type: "invitation_ended", data: { user } }),
      inInbox(user, { type: "uninvited", data: { room: room.id } }),
    ],
  };
}
