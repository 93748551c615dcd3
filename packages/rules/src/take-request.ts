import { type HelpRequest, type RequestMoved, type RoomDraft, roomStream } from "@parlor/protocol";
import { all, type Answer, no, YES } from "./answer.ts";
import { inInbox, inQueue, inRoom, type Planned, type Verdict } from "./plan.ts";
import { waitingRequests } from "./queue-place.ts";
import {
  canQueue,
  heldBy,
  NO_SUCH_REQUEST,
  type QueueAsker,
  queuePolicy,
  type QueueScene,
  roleWith,
} from "./queue-scene.ts";
import type { QueueState } from "./queue-state.ts";
import { roomAfter } from "./room-after.ts";
import { startSession } from "./session.ts";

/** Someone who is about to take a request. */
export interface Taker {
  readonly agent: string;
  readonly name: string;
  readonly role: string;
  readonly team?: string | undefined;
}

/** Takes the request named, or the oldest. Decided against the log: of two agents one gets it, the other the next. */
export function takeRequest(
  queue: QueueState,
  asker: QueueAsker,
  wish: { readonly request?: string | undefined },
  scene: QueueScene,
): Verdict<{ request: string; room: string }> {
  const may = all(canQueue(asker, queue, "queue.take", "take requests"), hasRoomForMore(queue, asker.id));
  if (!may.ok) return may;

  const request = wish.request === undefined ? oldestFor(queue, asker.id) : queue.requests.get(wish.request);
  if (!request) return wish.request === undefined ? no("queue_empty", "Nobody is waiting.") : NO_SUCH_REQUEST;
  const free = isFreeFor(request, asker.id);
  if (!free.ok) return free;

  const room = roomOf(request);
  return {
    ok: true,
    request: request.id,
    room,
    drafts: planTaking(queue, request, takerOf(queue, asker), asker.id, scene),
  };
}

/** A request that came back has its room already; otherwise the room is called as the request. */
export const roomOf = ({ id, room }: HelpRequest): string => room ?? id;

export const takerOf = ({ kind }: QueueState, { id, name, roles, team }: QueueAsker): Taker => ({
  agent: id,
  name,
  team,
  role: roleWith(kind, roles, "queue.take") ?? kind.creatorRole,
});

export function hasRoomForMore(queue: QueueState, agent: string): Answer {
  const { perAgent } = queuePolicy(queue);
  return heldBy(queue, agent).length < perAgent
    ? YES
    : no("too_many", `You hold ${perAgent} requests already. Close one first.`);
}

export function isFreeFor(request: HelpRequest, agent: string): Answer {
  if (request.user === agent) return no("not_allowed", "This is your own request.");
  switch (request.status) {
    case "waiting":
      return YES;
    case "offered":
      return request.agent === agent ? YES : no("request_taken", `${request.agentName} is being asked just now.`);
    case "taken":
      return no("request_taken", `${request.agentName} has taken this request.`);
  }
}

const oldestFor = (queue: QueueState, agent: string) =>
  waitingRequests(queue).find((request) => isFreeFor(request, agent).ok);

/** The events of one taking: the queue's, the room's with its first message, and both people's inboxes. `by` acts. */
export function planTaking(
  queue: QueueState,
  request: HelpRequest,
  taker: Taker,
  by: string,
  scene: QueueScene,
): Planned[] {
  const room = roomOf(request);
  const { agent, name, team } = taker;
  const existing = request.room === undefined ? undefined : scene.room(room);
  const seq = scene.nextSeq(roomStream(room));
  const steps = existing ? [entering(taker, existing.messageCount)] : opening(queue, request, taker);
  const after = roomAfter(
    room,
    existing,
    steps.map(({ draft }) => draft),
    { actor: agent, now: scene.now, seq },
  );
  const started = startSession(after, scene.now, () => true).map((draft): Step => ({ draft, who: agent }));
  const newcomers = [...steps.entries()].flatMap(([index, { draft }]) =>
    draft.type === "member_joined" ? [{ user: draft.data.user, seq: seq + index, no: draft.data.no }] : [],
  );

  return [
    inQueue(queue.id, {
      type: "request_taken",
      data: { request: request.id, agent, name, room, ...(team && { team }) },
    }),
    ...[...steps, ...started].map(({ draft, who }) => inRoom(room, draft, other(who, by))),
    ...newcomers.map(({ user, ...place }) => inInbox(user, { type: "room_added", data: { room, ...place } })),
    tellAsker(queue, request, "taken", room),
  ];
}

interface Step {
  readonly draft: RoomDraft;
  readonly who: string;
}

function opening(queue: QueueState, request: HelpRequest, taker: Taker): Step[] {
  const { user, name, guest, subject, description, location, contact } = request;
  const { roles, defaultRole } = queue.kind;
  // The rules may have changed since they asked.
  const role = Object.hasOwn(roles, request.role) ? request.role : defaultRole;
  const about = {
    queue: queue.id,
    request: request.id,
    subject,
    asker: { id: user, ...contact },
    ...(taker.team && { team: taker.team }),
    ...(location && { location }),
  };
  const author = { name, ...(guest && { guest }), role };
  const steps: Step[] = [
    {
      who: taker.agent,
      draft: { type: "room_created", data: { kind: queue.kind, title: subject, description: "", about } },
    },
    { who: user, draft: { type: "member_joined", data: { user, ...author, no: 0 } } },
    entering(taker, 0),
  ];
  if (description !== "") {
    const message = { ...author, no: 1, text: description, ...(location && { location }) };
    steps.push({ who: user, draft: { type: "message_posted", data: message } });
  }
  return steps;
}

const entering = ({ agent, name, role }: Taker, no: number): Step => ({
  who: agent,
  draft: { type: "member_joined", data: { user: agent, name, role, no } },
});

/** Named only where somebody else acts than the one who gave the command. */
const other = (who: string, by: string): string | undefined => (who === by ? undefined : who);

export function tellAsker(
  queue: QueueState,
  { id, user, subject, room }: HelpRequest,
  status: RequestMoved["status"],
  where = room,
): Planned {
  const data = { queue: queue.id, request: id, subject, status, ...(where !== undefined && { room: where }) };
  return inInbox(user, { type: "request_moved", data });
}
