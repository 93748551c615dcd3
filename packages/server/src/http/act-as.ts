import { DisplayName, refusal, SYSTEM, UserId } from "@parlor/protocol";
import type { Person } from "../identity/person.ts";
import { done, type Outcome, refused } from "../outcome.ts";

/** `Parlor-Act-As: <user id>[;<name>]`, each percent-encoded where it is not plain ASCII. */
export const ACT_AS = "parlor-act-as";

/** A back end does something as one of its users. It keeps its own rights: no send limits, any room. */
export function actingAs(person: Person, header: string | null): Outcome<Person> {
  if (header === null) return done(person);
  if (!person.server) {
    return refused(refusal("not_allowed", "Only a token with the scope server can act as somebody else."));
  }
  const [id, name] = header.split(";").map(decoded);
  const user = UserId.safeParse(id);
  const shown = DisplayName.safeParse(name ?? id?.slice(0, 64));
  if (!user.success || user.data === SYSTEM || !shown.success) {
    return refused(refusal("bad_payload", "Parlor-Act-As must be a user id, or a user id, a semicolon and a name."));
  }
  return done({ ...person, user: { id: user.data, name: shown.data }, actedBy: person.user.id });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    // A percent sign that encodes nothing is one.
    return text.trim();
  }
}
