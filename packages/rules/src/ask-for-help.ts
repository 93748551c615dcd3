import { type Location, queueStream } from "@parlor/protocol";
import { all, no, YES } from "./answer.ts";
import { judgeText } from "./judge-message.ts";
import { checkLocation, rounded } from "./location.ts";
import { assign } from "./offer-request.ts";
import { inQueue, type Verdict } from "./plan.ts";
import { canQueue, type QueueAsker, queuePolicy, type QueueScene, roleWith } from "./queue-scene.ts";
import { asked, type QueueState } from "./queue-state.ts";
import { tellAsker } from "./take-request.ts";

/** What somebody needs. `id` names the request and, later, its room. */
export interface Need {
  readonly id: string;
  readonly subject: string;
  readonly description: string;
  readonly location?: Location | undefined;
}

/** Puts a request at the end of the queue, or into the hands of an agent who waits. */
export function askForHelp(
  queue: QueueState,
  asker: QueueAsker,
  need: Need,
  scene: QueueScene,
): Verdict<{ request: string }> {
  const may = canQueue(asker, queue, "queue.ask", "ask for help here");
  if (!may.ok) return may;
  if (openRequest(queue, asker.id, need.subject)) {
    return no("request_exists", "You have asked for help with this already. Ask again when that is closed.");
  }
  if (queue.requests.size >= queuePolicy(queue).maxOpen) {
    return no("queue_full", "Too many people are waiting. Try again later.");
  }
  const role = askingRole(queue, asker);
  const fits = all(
    checkLocation(queue.kind, role, need.location),
    need.description === "" ? YES : judgeText(queue.kind, role, need.description),
  );
  if (!fits.ok) return fits;

  const data = {
    request: need.id,
    user: asker.id,
    name: asker.name,
    ...(asker.guest && { guest: asker.guest }),
    role,
    subject: need.subject,
    description: need.description,
    ...(need.location && { location: rounded(need.location) }),
    ...(asker.contact && { contact: asker.contact }),
  };
  const seq = scene.nextSeq(queueStream(queue.id));
  const request = asked({ type: "help_requested", seq, id: "", at: scene.now, actor: asker.id, data });
  return {
    ok: true,
    request: need.id,
    drafts: [
      inQueue(queue.id, { type: "help_requested", data }),
      tellAsker(queue, request, "waiting"),
      ...assign(queue, request, asker.id, scene),
    ],
  };
}

const askingRole = ({ kind }: QueueState, { roles }: QueueAsker): string =>
  roleWith(kind, roles, "queue.ask") ?? kind.defaultRole;

/** The lock: one open request per person and subject. */
export function openRequest(queue: QueueState, user: string, subject: string) {
  return [...queue.requests.values()].find((request) => request.user === user && request.subject === subject);
}
