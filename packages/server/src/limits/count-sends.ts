import { isRoomStream } from "@parlor/protocol";
import { limitsOf, type RoomState } from "@parlor/rules";
import type { Encoded, OpenStream } from "../streams/open-stream.ts";
import type { SenderMemories } from "./sender-memories.ts";
import type { SendLimits } from "./send-limits.ts";

/**
 * Counts what people sent through other servers. Whoever sends to a room here has it open here, so what they send to it
 * elsewhere is heard anyway: limits over all servers cost no question to anybody.
 */
export function countSends(
  { name, state }: OpenStream,
  events: readonly Encoded[],
  { limits, senders }: { readonly limits: SendLimits; readonly senders: SenderMemories },
): void {
  const room = isRoomStream(name) ? (state as RoomState | undefined) : undefined;
  if (!room) return;
  for (const { event } of events) {
    if (event.type !== "message_posted") continue;
    const role = room.members.get(event.actor)?.role ?? room.kind.defaultRole;
    limits.take(event.actor, name, limitsOf(room.kind, role).send);
    senders.sent(name, event.actor, room, event.data.text ?? "", event.at);
  }
}
