import type { QueueId, RequestId } from "@parlor/protocol";
import { decoded } from "../address.ts";
import { goToHref, usePath } from "../route.ts";

/** Where one is at a help desk. On a narrow screen each part is a place of its own. */
export interface DeskRoute {
  readonly queue: QueueId;
  readonly request: RequestId | undefined;
  readonly details: boolean;
}

/** In the place of a request: asking. */
export const ASKING = "new";

const DESK = /^\/desk\/([^/]+)(?:\/([^/]+)(\/details)?)?\/?$/;

export function useDeskRoute(): DeskRoute | undefined {
  const [, queue, request, details] = DESK.exec(usePath()) ?? [];
  const id = queue === undefined ? undefined : decoded(queue);
  if (id === undefined) return undefined;
  return { queue: id, request: request === undefined ? undefined : decoded(request), details: details !== undefined };
}

export const deskHref = (queue: QueueId, request?: RequestId, details = false): string =>
  `/desk/${encodeURIComponent(queue)}${request === undefined ? "" : `/${encodeURIComponent(request)}`}${details ? "/details" : ""}`;

export const goToDesk = (queue: QueueId, request?: RequestId, details = false): void =>
  goToHref(deskHref(queue, request, details));
