import type { Household } from "../../connection/connection.ts";
import { parseJson } from "../../encoding/parse-json.ts";
import type { Person } from "../../identity/person.ts";
import { fieldOf } from "../payload.ts";
import { agencyOf } from "./agency.ts";

/** On which side of a help desk somebody has signed in. */
export type Side = "organizer" | "participant";

export interface Party {
  readonly person: Person;
  readonly side: Side;
}

interface Credentials {
  readonly side: Side;
  readonly token: string;
}

/** `Bearer organizer:<jwt>`: two parts at the space, and two at the colon. */
export function readCredentials(header: unknown): Credentials | undefined {
  const [scheme, credentials, ...noMore] = typeof header === "string" ? header.split(" ") : [];
  const [side, token, ...none] = credentials?.split(":") ?? [];
  if (scheme !== "Bearer" || token === undefined || token === "" || noMore.length > 0 || none.length > 0) {
    return undefined;
  }
  return side === "organizer" || side === "participant" ? { side, token } : undefined;
}

/** The first frame of a connection. */
export const readSignIn = (frame: string): Credentials | undefined =>
  readCredentials(fieldOf(parseJson(frame), "Authorization"));

/** Undefined when the token is not good, or does not hold the role. Rejects when that cannot be told. */
export async function signIn({ side, token }: Credentials, greet: Household["greet"]): Promise<Party | undefined> {
  const met = await greet({ token }, undefined);
  if (!met.ok) return undefined;
  const { person } = met.reply;
  if (!person.roles.includes(side)) return undefined;

  const agency = side === "organizer" ? agencyOf(person) : undefined;
  // Here one is what one has signed in as, and nothing else that the token may say besides.
  return { side, person: { ...person, roles: [side], ...(agency !== undefined && { team: agency }) } };
}
