import type { ConnectionState, Room, RoomEntry, RoomTimeline, Typists, Watch } from "@parlor/client";
import type { Presence, RoomId, Seq, User, UserId } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { useChatClient } from "./provider.tsx";
import { atAnEasyPace } from "./easy-pace.ts";
import { factsOf, type RoomFacts } from "./room/room-facts.ts";
import { lastTick, untilNextTick } from "./ticks.ts";
import { useObservable } from "./use-observable.ts";

export const useConnection = (): ConnectionState => useObservable(useChatClient().connection);

/** Oneself. Known after the first hello. */
export const useMe = (): User | undefined => useObservable(useChatClient().me);

/** One's own rooms. Told together with the timeline, so that what is read as it comes never shows as unread. */
export const useRooms = (): readonly RoomEntry[] => useObservable(atAnEasyPace(useChatClient().rooms));

/** The room, open for as long as the component is there. */
export function useRoom(id: RoomId): Room {
  const room = useChatClient().room(id);
  useEffect(() => {
    // A refusal shows in `room.watch`.
    room.open().catch(() => {});
    return () => room.close();
  }, [room]);
  return room;
}

export const useWatch = (room: Room): Watch => useObservable(room.watch);
/** What every message or every reader changes is drawn at an easy pace. */
export const useTimeline = (room: Room): RoomTimeline => useObservable(atAnEasyPace(room.timeline));
export const useRoomState = (room: Room): RoomState | undefined => useObservable(atAnEasyPace(room.state));
/** For whoever does not count messages: every one of them changes the state. */
export const useRoomFacts = (room: Room): RoomFacts | undefined => useObservable(atAnEasyPace(factsOf(room.state)));
export const usePresence = (room: Room): Presence | undefined => useObservable(atAnEasyPace(room.presence));
export const useTypists = (room: Room): Typists => useObservable(atAnEasyPace(room.typists));
export const useReceipts = (room: Room): ReadonlyMap<UserId, Seq> => useObservable(atAnEasyPace(room.receipts));

/** This machine's own clock, once a second while it runs. */
export function useLocalTime(runs: boolean): number {
  const rounded = () => lastTick(Date.now(), 1_000, 0);
  return useSyncExternalStore(useTicking(runs ? 1_000 : undefined, 0, Date.now), rounded, rounded);
}

/**
 * The server's time, again every `everyMs`. Undefined stops the clock. A countdown is exact when the clock is in step with
 * the moment it goes to: by full seconds, one of nine seconds would begin with ten.
 */
export function useServerTime(everyMs: number | undefined, inStepWith = 0): number {
  const client = useChatClient();
  const serverNow = useCallback(() => client.serverNow(), [client]);
  const rounded = () => lastTick(serverNow(), everyMs ?? 60_000, inStepWith);
  return useSyncExternalStore(useTicking(everyMs, inStepWith, serverNow), rounded, rounded);
}

/** The same function as long as it ticks the same, or React would stop and start the clock at every drawing. */
function useTicking(
  everyMs: number | undefined,
  inStepWith: number,
  now: () => number,
): (changed: () => void) => () => void {
  return useCallback(
    (changed) => {
      if (everyMs === undefined) return () => {};
      // Looks often: what this machine knows of the server's time may change, and a machine may have slept.
      const untilNext = () => untilNextTick(now(), Math.min(everyMs, 1_000), inStepWith);
      const tick = () => {
        changed();
        timer = setTimeout(tick, untilNext());
      };
      let timer = setTimeout(tick, untilNext());
      return () => clearTimeout(timer);
    },
    [everyMs, inStepWith, now],
  );
}
