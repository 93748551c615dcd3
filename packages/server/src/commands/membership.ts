import { inboxStream, type Member, type RoomId, roomStream, type User } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import type { Whereabouts } from "../presence/whereabouts.ts";
import type { StreamDraft } from "../streams/decision.ts";

interface Entering {
  readonly id: string;
  readonly name: string;
  readonly guest: true | undefined;
  readonly role: string;
}

/** The two sides of becoming a member: the room hears it, and the person's inbox remembers it. */
export function roomEntry(room: RoomId, { id, name, guest, role }: Entering, seq: number, no: number) {
  return {
    room: [
      {
        stream: roomStream(room),
        draft: { type: "member_joined", data: { user: id, name, ...(guest && { guest }), role, no } },
      },
    ],
    inbox: [{ stream: inboxStream(id), draft: { type: "room_added", data: { room, seq, no } } }],
  } satisfies Record<string, StreamDraft[]>;
}

/** An id may be longer than a name. */
const shortened = (id: string): string => /^.{1,64}/su.exec(id)?.[0] ?? id;

/** What to call somebody whom others let in: by their name while they are connected, else by their id. */
export const nameOfAbsent = (id: string, whereabouts: Pick<Whereabouts, "personOf">): string =>
  whereabouts.personOf(id)?.user.name ?? shortened(id);

/** Whether somebody was let in by their id alone, and now comes with a name. */
export const bringsName = (member: Member, user: User): boolean =>
  (member.name === member.id || member.name === shortened(member.id)) && member.name !== user.name;

/** From now on the room calls them by the name that they bring. What they are and may stays as it is. */
export function ownName(room: RoomState, { id: user, role, grant, deny, ...member }: Member, me: User): StreamDraft[] {
  if (room.closed || !bringsName({ id: user, role, ...member }, me)) return [];
  const data = { user, role, name: me.name, ...(grant && { grant }), ...(deny && { deny }) };
  return [{ stream: roomStream(room.id), draft: { type: "member_changed", data } }];
}
