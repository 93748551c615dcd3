import type { HelpRequest } from "@parlor/protocol";
import { endConversation, takenOut } from "./ending.ts";
import { planEnd } from "./end-request.ts";
import { planReturn } from "./hand-over-request.ts";
import type { Planned } from "./plan.ts";
import type { QueueScene } from "./queue-scene.ts";
import type { QueueState } from "./queue-state.ts";
import { roomOf } from "./take-request.ts";
import type { RoomState } from "./room-state.ts";

/**
 * Someone goes, by themselves or removed. From the room of a request, an agent's going puts it back into the queue and
 * the person's going ends it: a conversation must not be left without a way out.
 */
export function leaveRoom(
  room: RoomState,
  user: string,
  queue: QueueState | undefined,
  scene: QueueScene,
): readonly Planned[] {
  const member = room.members.get(user);
  if (!member) return [];
  const request = queue && requestOf(queue, room);
  if (queue && request?.user === user) {
    return roomFirst(room, [...planEnd(queue, request, "abandoned", `${member.name} has left.`, scene)]);
  }
  if (queue && request?.status === "taken" && request.agent === user) {
    return roomFirst(room, planReturn(queue, request, scene));
  }
  return takenOut(room.id, member);
}

/** Somebody closes the room. If it has a request, that is closed with it and its person may ask again. */
export function closeRoom(
  room: RoomState,
  reason: string,
  queue: QueueState | undefined,
  scene: QueueScene,
): readonly Planned[] {
  if (room.closed) return [];
  const request = queue && requestOf(queue, room);
  return queue && request
    ? roomFirst(room, planEnd(queue, request, "closed", reason, scene))
    : endConversation(room, "closed", reason);
}

const requestOf = (queue: QueueState, room: RoomState): HelpRequest | undefined => {
  const request = room.about?.request === undefined ? undefined : queue.requests.get(room.about.request);
  return request && roomOf(request) === room.id ? request : undefined;
};

/** The command was about the room, so the room's log remembers its key. */
function roomFirst({ id }: RoomState, plan: readonly Planned[]): Planned[] {
  const own = `room:${id}`;
  return [...plan.filter(({ stream }) => stream === own), ...plan.filter(({ stream }) => stream !== own)];
}
