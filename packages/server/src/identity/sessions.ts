import type { Account, Accounts } from "../storage/accounts.ts";
import type { Person } from "./person.ts";
import { readCookie, SESSION_COOKIE } from "./session-cookie.ts";

export const SESSION_DAYS = 30;
const SESSION_MS = SESSION_DAYS * 24 * 60 * 60 * 1_000;

export interface SessionsSettings {
  readonly accounts: Pick<Accounts, "startSession" | "session" | "endSession" | "endSessionsOf">;
  readonly now: () => number;
  /** Called when a session, or with none named all of the user's, is over before its time: whoever is connected with it must go. */
  readonly ended: (user: string, session: string | undefined) => void;
}

/** Who is signed in, by the secret in their browser's cookie. */
export class Sessions {
  readonly #settings: SessionsSettings;

  constructor(settings: SessionsSettings) {
    this.#settings = settings;
  }

  /** The secret for the cookie. It is nowhere else. */
  async start(account: Account, role?: string): Promise<{ readonly secret: string; readonly expiresAt: number }> {
    const { accounts, now } = this.#settings;
    const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
    const createdAt = now();
    const expiresAt = createdAt + SESSION_MS;
    await accounts.startSession({ hash: hashOf(secret), account: account.id, createdAt, expiresAt, role });
    return { secret, expiresAt };
  }

  async personOf(cookieHeader: string | null | undefined): Promise<Person | undefined> {
    const secret = readCookie(cookieHeader, SESSION_COOKIE);
    if (!secret) return undefined;
    const hash = hashOf(secret);
    const found = await this.#settings.accounts.session(hash, this.#settings.now());
    return found && accountPerson(found.account, { session: hash, expiresAt: found.expiresAt, role: found.role });
  }

  /** This one, or everywhere. */
  async end({ user, session }: Person, everywhere: boolean): Promise<void> {
    const { accounts, ended } = this.#settings;
    if (session === undefined) return;
    await (everywhere ? accounts.endSessionsOf(user.id) : accounts.endSession(session));
    ended(user.id, everywhere ? undefined : session);
  }
}

export function accountPerson(
  { id, name, avatar, roles = [], interests }: Account,
  { role, ...session }: Pick<Person, "session"> & { readonly expiresAt: number; readonly role?: string | undefined },
): Person {
  return {
    user: { id, name, ...(avatar !== undefined && { avatar }) },
    roles: role === undefined ? roles : [role],
    rooms: new Map(),
    server: false,
    admin: false,
    attributes: interests ? { interests } : {},
    ...session,
  };
}

const hashOf = (secret: string): string => new Bun.CryptoHasher("sha256").update(secret).digest("base64url");
