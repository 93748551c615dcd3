import type { Kind, RoomDraft } from "@parlor/protocol";
import { no } from "./answer.ts";
import { inRoom, type Verdict } from "./plan.ts";
import type { RoomState } from "./room-state.ts";
import { seated } from "./seats.ts";

/**
 * Puts a running room under its kind's new rules, from one event on. Nobody is thrown out by it: whoever has a role
 * that is no more gets the default one, and rules that the people inside do not fit are refused.
 */
export function changeKind(room: RoomState, kind: Kind): Verdict {
  if (room.closed) return no("room_closed", "This room is closed.");
  if (kind.name !== room.kind.name) return no("bad_kind", `This room is of kind ${room.kind.name}.`);
  const people = seated({ kind, members: room.members }).length;
  if (kind.seats && people > kind.seats.total) {
    return no("bad_kind", `${people} people are here, and the new rules have ${kind.seats.total} seats.`);
  }
  if (JSON.stringify(kind) === JSON.stringify(room.kind)) return { ok: true, drafts: [] };

  const moved = [...room.members.values()].filter(({ role }) => !Object.hasOwn(kind.roles, role));
  return {
    ok: true,
    drafts: [
      inRoom(room.id, { type: "kind_changed", data: { kind } }),
      ...moved.map(({ id, grant, deny }) =>
        inRoom(room.id, {
          type: "member_changed",
          data: { user: id, role: kind.defaultRole, ...(grant && { grant }), ...(deny && { deny }) },
        } satisfies RoomDraft),
      ),
    ],
  };
}
