/** The last tick of a clock that ticks every `everyMs`, at `inStepWith` among others. The same number until the next. */
export function lastTick(now: number, everyMs: number, inStepWith: number): number {
  return inStepWith + Math.floor((now - inStepWith) / everyMs) * everyMs;
}

export function untilNextTick(now: number, everyMs: number, inStepWith: number): number {
  return lastTick(now, everyMs, inStepWith) + everyMs - now;
}
