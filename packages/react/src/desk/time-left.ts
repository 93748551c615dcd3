/** Up to a moment, by a clock that shows whole seconds. Never more than there was at first. */
export const timeLeftMs = (until: number, now: number): number => Math.max(0, until - now - 1_000);
