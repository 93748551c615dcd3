import { createHash } from "node:crypto";
import { asNumber } from "../numbers.ts";

/** Ids that are decimal integers stay below this. */
const OTHERS_FROM = 2n ** 52n;

/**
 * These clients know everybody and everything but chats by a number. Whoever came from a host app that counts its
 * people keeps their number; any other id has one that follows from the id, so it is the same on every server and
 * after every restart, and is nobody's who is counted.
 */
export function numberOf(id: string): number {
  const number = asNumber(id);
  if (typeof number === "number") return number;
  const hash = createHash("sha256").update(id).digest().readBigUInt64BE();
  return Number(OTHERS_FROM + (hash % OTHERS_FROM));
}

/** An agency's queue is called by its number; what waited for any agency is the agency's that took it. */
export const agencyNumber = (queue: string, team: string | undefined): number =>
  typeof asNumber(queue) === "number" ? numberOf(queue) : numberOf(team ?? queue);
