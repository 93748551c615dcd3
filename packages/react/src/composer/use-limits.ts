import type { Row } from "@parlor/client";
import { limitsOf, type RoomState } from "@parlor/rules";
import { useServerTime } from "../hooks.ts";

export interface Limits {
  readonly maxLength: number;
  /** How long slow mode still makes one wait. */
  readonly waitMs: number;
}

/** What the room allows this person now. */
export function useLimits(state: RoomState | undefined, rows: readonly Row[], me: string | undefined): Limits {
  const member = me === undefined ? undefined : state?.members.get(me);
  const limits = state && limitsOf(state.kind, member?.role ?? state.kind.defaultRole);
  const slowModeMs = limits?.slowModeMs ?? 0;
  const last = slowModeMs > 0 ? lastOwn(rows, me) : undefined;
  const now = useServerTime(slowModeMs > 0 ? 1_000 : undefined);
  return {
    maxLength: limits?.maxLength ?? Number.POSITIVE_INFINITY,
    waitMs: last === undefined ? 0 : Math.max(0, last + slowModeMs - now),
  };
}

function lastOwn(rows: readonly Row[], me: string | undefined): number | undefined {
  const row = rows.findLast((one) => one.kind === "message" && one.actor === me && one.stage !== "failed");
  return row?.kind === "message" ? row.at : undefined;
}
