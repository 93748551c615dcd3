import { inboxStream, type RoomId, roomStream } from "@parlor/protocol";
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
