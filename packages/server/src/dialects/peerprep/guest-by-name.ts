import { createHash } from "node:crypto";
import { guestPerson, type Person } from "../../identity/person.ts";

/**
 * In these rooms a name is all that says who a guest is. So whoever comes back under it, also after a restart, is
 * the same person there, and nowhere else.
 */
export function guestByName(room: string, name: string): Person {
  const hash = createHash("sha256").update(`${room}\n${name}`).digest("base64url");
  return guestPerson({ id: `guest:${hash.slice(0, 22)}`, name });
}
