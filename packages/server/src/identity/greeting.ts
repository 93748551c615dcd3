import { type Hello, type Refusal, refusal } from "@parlor/protocol";
import { done, type Outcome, refused } from "../outcome.ts";
import { guestPerson, type Person } from "./person.ts";
import type { Tokens } from "./tokens.ts";

export interface GreetingSettings {
  readonly tokens: Tokens;
  readonly guests: boolean;
  readonly now: () => number;
  readonly newId: () => string;
  /** Who a session cookie belongs to. */
  readonly session: (cookie: string) => Promise<Person | undefined>;
}

/** Finds out who somebody is, from the first thing they say. */
export class Greeting {
  readonly #settings: GreetingSettings;

  constructor(settings: GreetingSettings) {
    this.#settings = settings;
  }

  async meet(
    { token, guest }: Hello,
    cookie: string | undefined,
  ): Promise<Outcome<{ person: Person; guestToken?: string }>> {
    if (token !== undefined) return this.#withToken(token);
    if (guest !== undefined) return this.#asGuest(guest.name);

    const person = cookie === undefined ? undefined : await this.#settings.session(cookie);
    return person
      ? done({ person })
      : refused(refusal("not_signed_in", "Nobody is signed in here. Sign in, or come with a token."));
  }

  /** The same person with a newer token; never another one. */
  async renew(token: string, before: Person): Promise<Outcome<Person>> {
    const met = await this.#withToken(token);
    if (!met.ok) return met;
    return met.reply.person.user.id === before.user.id
      ? done(met.reply.person)
      : refused(refusal("bad_token", "This token is somebody else's."));
  }

  async #withToken(token: string): Promise<Outcome<{ person: Person }>> {
    const person: Person | Refusal = await this.#settings.tokens.read(token);
    if ("code" in person) return refused(person);
    return person.user.guest && !this.#settings.guests ? refused(GUESTS_OFF) : done({ person });
  }

  async #asGuest(name: string): Promise<Outcome<{ person: Person; guestToken: string }>> {
    const { guests, newId, tokens } = this.#settings;
    if (!guests) return refused(GUESTS_OFF);

    const user = { id: `guest:${newId()}`, name };
    return done({ person: guestPerson(user), guestToken: await tokens.guestToken(user) });
  }
}

const GUESTS_OFF: Refusal = refusal("guests_off", "Guests are not let in here. Sign in, or come with a token.");
