import { Refused } from "./chatter.ts";

/** What became of many who wanted the same at once: how many got it, and what the others were told. */
export async function race(wishes: readonly Promise<unknown>[]): Promise<{ won: number; told: string[] }> {
  const ends = await Promise.allSettled(wishes);
  const told = ends.flatMap((end) => {
    if (end.status === "fulfilled") return [];
    if (end.reason instanceof Refused) return [end.reason.refusal.code];
    throw end.reason;
  });
  return { won: ends.length - told.length, told };
}
