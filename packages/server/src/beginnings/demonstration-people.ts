import type { User } from "@parlor/protocol";

export interface DemonstrationPerson {
  readonly user: User;
  readonly roles: readonly string[];
  /** Besides who they are: what their token says. */
  readonly claims: Readonly<Record<string, unknown>>;
}

const person = (role: string, id: string, name: string, claims: Readonly<Record<string, unknown>> = {}) =>
  ({ user: { id: `demo:${id}`, name }, roles: [role], claims }) satisfies DemonstrationPerson;

/** Whom one can be to try something out. */
export const DEMONSTRATION_PEOPLE = {
  member: person("member", "mia", "Mia"),
  moderator: person("moderator", "max", "Max", { rooms: { "*": { role: "moderator" } } }),
  assistant: person("assistant", "ada", "Ada", { attrs: { interests: ["Tea", "Coffee"] } }),
  client: person("client", "ben", "Ben"),
  organizer: person("organizer", "olga", "Olga"),
  participant: person("participant", "pia", "Pia"),
} as const satisfies Record<string, DemonstrationPerson>;
