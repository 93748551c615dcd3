import type { Kinds } from "./kinds.ts";

const EVERY_MS = 2_000;

/** What another server changed is known here soon after. Returns the way to stop. */
export function followKinds(kinds: Pick<Kinds, "refresh">, report: (error: unknown) => void): () => void {
  const timer = setInterval(() => {
    kinds.refresh().catch(report);
  }, EVERY_MS);
  return () => clearInterval(timer);
}
