import type { Room } from "@parlor/client";
import { topicsOf } from "@parlor/client/policy";
import type { Topic } from "@parlor/protocol";
import { useEffect, useMemo } from "react";
import { useChatClient } from "../provider.tsx";
import { useObservable } from "../use-observable.ts";

/** What a room talks about, live, as long as the component is there. Most of all first. */
export function useTopics(room: Room): readonly Topic[] {
  const client = useChatClient();
  const live = useMemo(() => topicsOf(client, room.id), [client, room.id]);
  useEffect(() => {
    // Where topics are refused there are none, and the room itself says why.
    live.open().catch(() => {});
    return () => live.close();
  }, [live]);
  return useObservable(live.topics);
}
