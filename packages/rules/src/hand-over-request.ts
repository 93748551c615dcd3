import { type HelpRequest, roomStream } from "@parlor/protocol";
import { no } from "./answer.ts";
import { inInbox, inQueue, inRoom, type Planned, type Verdict } from "./plan.ts";
import { canQueue, NO_SUCH_REQUEST, type QueueAsker, type QueueScene } from "./queue-scene.ts";
import type { QueueState } from "./queue-state.ts";
import { hasRoomForMore, type Taker, tellAsker } from "./take-request.ts";
import { takenOut } from "./ending.ts";

export type Taken = HelpRequest & { readonly status: "taken" };

/** Hands a request to another agent, or back to the queue: by its agent, or by who may do so with anybody's. */
export function transferRequest(
  queue: QueueState,
  asker: QueueAsker,
  { request: id, to }: { readonly request: string; readonly to?: Taker | undefined },
  scene: QueueScene,
): Verdict {
  const request = queue.requests.get(id);
  if (!request) return NO_SUCH_REQUEST;
  if (request.status !== "taken") return no("not_allowed", "Nobody has taken this request yet.");
  const may = canQueue(
    asker,
    queue,
    request.agent === asker.id ? "queue.transfer" : "queue.force",
    "hand over this request",
  );
  if (!may.ok) return may;
  if (!to) return { ok: true, drafts: planReturn(queue, request, scene) };
  if (to.agent === request.agent) return { ok: true, drafts: [] };
  if (to.agent === request.user) return no("not_allowed", "Nobody answers their own request.");
  const fits = hasRoomForMore(queue, to.agent);
  if (!fits.ok) return fits;
  if (scene.goneSince(to.agent) !== undefined) return no("agent_away", `${to.name} is not here now.`);

  return { ok: true, drafts: planTransfer(queue, request, to, scene) };
}

export function planTransfer(
  queue: QueueState,
  request: Taken,
  { agent, name, role }: Taker,
  scene: QueueScene,
): Planned[] {
  const room = scene.room(request.room);
  const no = room?.messageCount ?? 0;
  const left = room?.members.has(request.agent) ? 1 : 0;
  const seq = scene.nextSeq(roomStream(request.room)) + left;
  return [
    inQueue(queue.id, {
      type: "request_transferred",
      data: { request: request.id, from: request.agent, agent, name },
    }),
    ...agentOut(request, scene),
    inRoom(request.room, { type: "member_joined", data: { user: agent, name, role, no } }),
    inInbox(agent, { type: "room_added", data: { room: request.room, seq, no } }),
  ];
}

/** The conversation waits for another agent; the person stays in it and keeps their place in the queue. */
export function planReturn(queue: QueueState, request: Taken, scene: QueueScene): Planned[] {
  return [
    inQueue(queue.id, { type: "request_returned", data: { request: request.id } }),
    ...agentOut(request, scene),
    tellAsker(queue, request, "waiting"),
  ];
}

function agentOut(request: Taken, scene: QueueScene): Planned[] {
  const member = scene.room(request.room)?.members.get(request.agent);
  return member ? takenOut(request.room, member) : [];
}
