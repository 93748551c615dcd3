import type { Room } from "@parlor/client";
import { useChatClient, useMe, useRoomFacts } from "@parlor/react";
import { useEffect } from "react";
import { scenarioInAddress } from "./lobby-route.ts";

/** Who sits already, and comes by an address that names a task, brings it to a conversation that has none. */
export function useBroughtTask(room: Room): void {
  const client = useChatClient();
  const me = useMe()?.id ?? "";
  const state = useRoomFacts(room);
  const isMissing = state?.kind.seats !== undefined && state.about?.scenario === undefined && state.members.has(me);
  const task = isMissing ? scenarioInAddress() : undefined;
  useEffect(() => {
    if (task === undefined) return;
    // Where there is no such task, the conversation goes on without one.
    client.ask("take_seat", { room: room.id, key: client.newKey(), scenario: task }).catch(() => {});
  }, [client, room, task]);
}
