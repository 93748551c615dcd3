import type { Presence, Present, PresenceSignal } from "@parlor/protocol";

/** Who is here after a change. In a large room nobody is listed, and only the count is right. */
export function changePresence(presence: Presence, { count, here = [], gone = [] }: PresenceSignal): Presence {
  if (!presence.people) return { count };

  const people = new Map<string, Present>(presence.people.map((person) => [person.id, person]));
  for (const id of gone) people.delete(id);
  for (const person of here) people.set(person.id, person);
  return { count, people: [...people.values()] };
}
