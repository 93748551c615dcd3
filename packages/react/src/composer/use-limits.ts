import type { Room, Row } from "@parlor/client";
import { limitsOf } from "@parlor/rules";
import { useSyncExternalStore } from "react";
import { useServerTime } from "../hooks.ts";
import type { RoomFacts } from "../room/room-facts.ts";

export interface Limits {
  readonly maxLength: number;
  /** How long slow mode still makes one wait. */
  readonly waitMs: number;
}

/** What the room allows this person now. */
export function useLimits(state: RoomFacts | undefined, room: Room, me: string | undefined): Limits {
  const member = me === undefined ? undefined : state?.members.get(me);
  const limits = state && limitsOf(state.kind, member?.role ?? state.kind.defaultRole);
  const slowModeMs = limits?.slowModeMs ?? 0;
  const lastSent = () => (slowModeMs > 0 ? lastOwn(room.timeline.get().rows, me) : undefined);
  const last = useSyncExternalStore(room.timeline.watch, lastSent, lastSent);
  const until = last === undefined ? undefined : last + slowModeMs;
  const now = useServerTime(slowModeMs > 0 ? 1_000 : undefined, until);
  return {
    maxLength: limits?.maxLength ?? Number.POSITIVE_INFINITY,
    waitMs: until === undefined ? 0 : Math.max(0, until - now),
  };
}

function lastOwn(rows: readonly Row[], me: string | undefined): number | undefined {
  const row = rows.findLast((one) => one.kind === "message" && one.actor === me && one.stage !== "failed");
  return row?.kind === "message" ? row.at : undefined;
}
