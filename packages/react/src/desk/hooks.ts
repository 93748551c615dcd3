import type { ChatClient, Observable } from "@parlor/client";
import { type Places, placesOf, type Queue, queueOf, queuesOf } from "@parlor/client/policy";
import type { HelpRequest, QueueId, QueuePlace, QueueSummary, RequestId, RequestMoved } from "@parlor/protocol";
import type { QueueState } from "@parlor/rules";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useChatClient } from "../provider.tsx";
import { useObservable } from "../use-observable.ts";
import { shared } from "./shared.ts";

const queuesFor = shared((client) => queuesOf(client));
const queueFor = shared((client, queue) => queueOf(client, queue));

/** The queues in which one may do something. Undefined until the server has answered. */
export function useQueues(): readonly QueueSummary[] | undefined {
  const queues = queuesFor(useChatClient(), "");
  useOpened(queues);
  return useObservable(queues.queues);
}

export interface OpenedQueue {
  /** Undefined until the server shows it. */
  readonly state: QueueState | undefined;
  /** Why it does not. */
  readonly refusal: string | undefined;
}

/** A queue as those see it who work it. Without a name, nothing is opened. */
export function useQueue(id: QueueId | undefined): OpenedQueue {
  const client = useChatClient();
  const queue = id === undefined ? undefined : queueFor(client, id);
  const refusal = useOpened(queue);
  const state = useSyncExternalStore(
    (changed) => queue?.state.watch(changed) ?? (() => {}),
    () => queue?.state.get(),
    () => undefined,
  );
  return { state, refusal };
}

/** One open request of a queue that one works. */
export function useRequest(queue: QueueId | undefined, request: RequestId | undefined): HelpRequest | undefined {
  const { state } = useQueue(queue);
  return request === undefined ? undefined : state?.requests.get(request);
}

/** One's own open requests, the newest first. */
export function useMyRequests(queue: QueueId): readonly RequestMoved[] {
  const { requests } = useObservable(useChatClient().inbox);
  return useMemo(
    // Ids begin with the time of asking.
    () => requests.filter((one) => one.queue === queue).toSorted((a, b) => (a.request < b.request ? 1 : -1)),
    [requests, queue],
  );
}

/** Where one's own requests stand, by request, as long as they wait. */
export function usePlaces(): ReadonlyMap<RequestId, QueuePlace> {
  return useObservable(placesFor(useChatClient(), ""));
}

const NO_PLACES: ReadonlyMap<RequestId, QueuePlace> = new Map();
const placesFor = shared(placesWhileWatched);

/** Listens only while somebody looks. */
function placesWhileWatched(client: ChatClient): Observable<ReadonlyMap<RequestId, QueuePlace>> {
  let live: Places | undefined;
  let lookers = 0;
  return {
    get: () => live?.get() ?? NO_PLACES,
    watch(listener) {
      live ??= placesOf(client);
      lookers += 1;
      const stop = live.watch(listener);
      return () => {
        stop();
        lookers -= 1;
        if (lookers > 0) return;
        live?.stop();
        live = undefined;
      };
    },
  };
}

/** Open for as long as the component is there. Says why not, when it was refused. */
function useOpened(watched: Pick<Queue, "open" | "close"> | undefined): string | undefined {
  const [refused, setRefused] = useState<{ readonly what: object; readonly why: string }>();
  useEffect(() => {
    if (!watched) return;
    let isCurrent = true;
    watched.open().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      if (isCurrent) setRefused({ what: watched, why });
    });
    return () => {
      isCurrent = false;
      watched.close();
    };
  }, [watched]);
  return refused?.what === watched ? refused?.why : undefined;
}
