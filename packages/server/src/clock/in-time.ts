export const LATE = Symbol("late");

/** What comes of it, if it comes within so long. */
export async function inTime<Answer>(coming: Promise<Answer>, ms: number): Promise<Answer | typeof LATE> {
  const { promise: late, resolve } = Promise.withResolvers<typeof LATE>();
  const timer = setTimeout(resolve, ms, LATE);
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}
