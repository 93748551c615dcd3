import type { SessionEnd } from "@parlor/protocol";
import { conversationToken } from "./conversation-token.ts";
import { membersOf } from "./members.ts";
import { inInbox, inRoom, type Planned } from "./plan.ts";
import type { RoomState } from "./room-state.ts";
import { isGoing } from "./session-state.ts";

/** How a conversation ends: for everybody at once, with what each of them is told. */
export function endConversation(room: RoomState, why: SessionEnd, reason: string): Planned[] {
  const { id, kind } = room;
  const onEnd = kind.session?.onEnd ?? "close";
  const ranOut = isGoing(room.session);
  const token = conversationToken(room);
  const members = membersOf(room);
  // Whatever a kind says about its sessions' end, a room that somebody closes is closed.
  const closes = onEnd !== "stay" || why === "closed";

  return [
    ...(ranOut ? [inRoom(id, { type: "session_ended", data: { why, onEnd, token } })] : []),
    ...(closes ? [inRoom(id, { type: "room_closed", data: { reason } })] : []),
    ...(closes && !kind.archive ? members.flatMap((member) => takenOut(id, member)) : []),
    ...(onEnd === "lobby"
      ? members.map((member) =>
          inInbox(member.id, { type: "sent_back", data: { room: id, to: kind.name, token, title: room.title, why } }),
        )
      : []),
  ];
}

/** Someone belongs to the room no more. */
export function takenOut(room: string, member: { readonly id: string; readonly name: string }): Planned[] {
  return [
    inRoom(room, { type: "member_left", data: { user: member.id, name: member.name } }),
    inInbox(member.id, { type: "room_removed", data: { room } }),
  ];
}
