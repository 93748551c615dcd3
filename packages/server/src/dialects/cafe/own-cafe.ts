import type { Person } from "../../identity/person.ts";

/** A token may speak of one café; then its bearer is in that one only. */
export function ownCafe({ attributes }: Person): string | undefined {
  const { cafeId } = attributes;
  return typeof cafeId === "string" || typeof cafeId === "number" ? String(cafeId) : undefined;
}

export function mayEnter(person: Person, cafeId: string): boolean {
  const own = ownCafe(person);
  return own === undefined || own === cafeId;
}
