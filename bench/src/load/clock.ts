/** Milliseconds on one clock for all threads and processes, finer than `Date.now()`. */
export const now = (): number => performance.timeOrigin + performance.now();
