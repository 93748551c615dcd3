import type { Duration, KindDocument } from "@parlor/protocol";
import { durationMs } from "@parlor/rules";
import type { Environment } from "./environment.ts";

export type CoachedTime = "COACHED_DURATION_MS" | "COACHED_WRAPUP_MS" | "COACHED_IDLE_MS" | "COACHED_LEFT_MS";

/** Coached conversations can be tried out with shorter times than those of a study. */
export function withCoachedTimes(preset: KindDocument, times: Pick<Environment, CoachedTime>): KindDocument {
  const { name, session } = preset;
  if (name !== "coached" || !session?.idle) return preset;
  return {
    ...preset,
    session: {
      ...session,
      // A warning that would come before the beginning is none.
      warnAt: (session.warnAt ?? []).filter((before) => durationMs(before) < times.COACHED_DURATION_MS),
      lasts: inMs(times.COACHED_DURATION_MS, session.lasts),
      wrapUp: inMs(times.COACHED_WRAPUP_MS, session.wrapUp),
      idle: { ...session.idle, after: inMs(times.COACHED_IDLE_MS, session.idle.after) },
      leftAlone: inMs(times.COACHED_LEFT_MS, session.leftAlone),
    },
  };
}

/** As it is written, when it is the same. */
const inMs = (ms: number, written: Duration = "0s"): Duration => (durationMs(written) === ms ? written : `${ms}ms`);
