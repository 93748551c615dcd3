import type { ForceRequest, HelpRequest, QueueDraft } from "@parlor/protocol";
import { no } from "./answer.ts";
import { endConversation } from "./ending.ts";
import { planReturn, planTransfer } from "./hand-over-request.ts";
import { assign } from "./offer-request.ts";
import { inQueue, type Planned, type Verdict } from "./plan.ts";
import { canQueue, NO_SUCH_REQUEST, type QueueAsker, type QueueScene } from "./queue-scene.ts";
import type { QueueState } from "./queue-state.ts";
import { planTaking, type Taker, tellAsker } from "./take-request.ts";

/** The person needs no help any more. Once somebody is helping, it is theirs to close. */
export function withdrawRequest(
  queue: QueueState,
  asker: QueueAsker,
  { request: id }: { readonly request: string },
  scene: QueueScene,
): Verdict {
  const request = queue.requests.get(id);
  if (!request || (request.user !== asker.id && !asker.server)) return NO_SUCH_REQUEST;
  if (request.status === "taken")
    return no("request_taken", `${request.agentName} is helping you and will close this.`);
  return { ok: true, drafts: planEnd(queue, request, "withdrawn", "", scene) };
}

/** The case is settled: by the agent who has it, or by who may force any. */
export function closeRequest(
  queue: QueueState,
  asker: QueueAsker,
  { request: id, reason }: { readonly request: string; readonly reason: string },
  scene: QueueScene,
): Verdict {
  const request = queue.requests.get(id);
  if (!request) return NO_SUCH_REQUEST;
  const own = request.status === "taken" && request.agent === asker.id;
  const may = canQueue(asker, queue, own ? "room.close" : "queue.force", "close this request");
  if (!may.ok) return may;
  return { ok: true, drafts: planEnd(queue, request, "closed", reason, scene) };
}

/** An administrator's way out of any state. `taker` stands for the agent that the wish names. */
export function forceRequest(
  queue: QueueState,
  asker: QueueAsker,
  { request: id, to }: Pick<ForceRequest, "request" | "to">,
  taker: Taker | undefined,
  scene: QueueScene,
): Verdict {
  const may = canQueue(asker, queue, "queue.force", "force requests");
  if (!may.ok) return may;
  const request = queue.requests.get(id);
  if (!request) return NO_SUCH_REQUEST;

  switch (to.status) {
    case "closed":
      return { ok: true, drafts: planEnd(queue, request, "closed", to.reason, scene) };
    case "waiting":
      return { ok: true, drafts: planBack(queue, request, asker.id, scene) };
    case "taken":
      if (!taker) return no("no_such_user", "There is no such agent.");
      if (taker.agent === request.user) return no("not_allowed", "Nobody answers their own request.");
      return { ok: true, drafts: planGive(queue, request, taker, asker.id, scene) };
  }
}

function planBack(queue: QueueState, request: HelpRequest, by: string, scene: QueueScene): Planned[] {
  switch (request.status) {
    case "taken":
      return planReturn(queue, request, scene);
    case "offered":
      return [inQueue(queue.id, { type: "request_returned", data: { request: request.id } })];
    case "waiting":
      return assign(queue, request, by, scene);
  }
}

function planGive(queue: QueueState, request: HelpRequest, taker: Taker, by: string, scene: QueueScene): Planned[] {
  if (request.status !== "taken") return planTaking(queue, request, taker, by, scene);
  return request.agent === taker.agent ? [] : planTransfer(queue, request, taker, scene);
}

const ENDS = {
  withdrawn: ({ id }: HelpRequest): QueueDraft => ({ type: "request_withdrawn", data: { request: id } }),
  abandoned: ({ id }: HelpRequest): QueueDraft => ({ type: "request_abandoned", data: { request: id } }),
  closed: ({ id }: HelpRequest, reason: string): QueueDraft => ({
    type: "request_closed",
    data: { request: id, reason },
  }),
};

/** The request is over: the room with it, the lock is released, and the person is told. */
export function planEnd(
  queue: QueueState,
  request: HelpRequest,
  how: keyof typeof ENDS,
  reason: string,
  scene: QueueScene,
): Planned[] {
  const room = request.room === undefined ? undefined : scene.room(request.room);
  return [
    inQueue(queue.id, ENDS[how](request, reason)),
    ...(room && !room.closed ? endConversation(room, "closed", reason) : []),
    tellAsker(queue, request, how),
  ];
}
