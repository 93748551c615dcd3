import type { Capability, HelpRequest, Member } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";

/** Who asked, in a room that comes from a queue: whoever may ask there. */
export function askerIn(
  room: RoomState | undefined,
): Pick<HelpRequest, "user" | "name" | "guest" | "subject"> | undefined {
  const asker = room && [...room.members.values()].find((member) => may(room, member, "queue.ask"));
  return asker && { user: asker.id, name: asker.name, guest: asker.guest, subject: room.title };
}

/** Who helps there. */
export const agentsIn = (room: RoomState | undefined): readonly Member[] =>
  room ? [...room.members.values()].filter((member) => may(room, member, "queue.take")) : [];

function may({ kind }: RoomState, { role }: Member, deed: Capability): boolean {
  return Object.hasOwn(kind.roles, role) && (kind.roles[role]?.can.includes(deed) ?? false);
}
