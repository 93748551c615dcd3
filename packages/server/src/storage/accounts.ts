/** Somebody who is known to this Parlor itself, not by a host app's token. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly avatar?: string | undefined;
  readonly createdAt: number;
  /** What a back end has made of them: `assistant`. */
  readonly roles?: readonly string[];
  /** What they know about, as assistants. */
  readonly interests?: readonly string[];
}

/** How an account can be come by: at least one of the two. */
export interface Credentials {
  readonly username?: string | undefined;
  /** As a hash that says how it was made. */
  readonly password?: string | undefined;
  readonly identity?: Identity | undefined;
}

/** Somebody as another service knows them. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** The cookie holds a secret; here lies only its hash, so that what is stored lets nobody in. */
export interface Session {
  readonly hash: string;
  readonly account: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** As what they signed in, when they said so. */
  readonly role?: string | undefined;
}

export interface SessionFound extends Pick<Session, "expiresAt" | "role"> {
  readonly account: Account;
}

export type Granted = Required<Pick<Account, "roles" | "interests">>;

/** Where accounts and their sessions lie. What it promises is written as tests in accounts-contract.ts. */
export interface Accounts {
  /** False when the username or the identity has an account already: then nothing is stored. */
  add(account: Account, credentials: Credentials): Promise<boolean>;
  byUsername(
    username: string,
  ): Promise<{ readonly account: Account; readonly password: string | undefined } | undefined>;
  byIdentity(identity: Identity): Promise<Account | undefined>;
  /** Forgets sessions that have expired, and the account's oldest beyond `MAX_SESSIONS`. */
  startSession(session: Session): Promise<void>;
  /** Undefined when it never was, was ended, or has expired at `now`. */
  session(hash: string, now: number): Promise<SessionFound | undefined>;
  /** Those of the sessions that were not ended. */
  living(hashes: readonly string[]): Promise<readonly string[]>;
  /** False when nobody has this username. Holds for the sessions that there are, too. */
  grant(username: string, granted: Granted): Promise<boolean>;
  endSession(hash: string): Promise<void>;
  endSessionsOf(account: string): Promise<void>;
}

/** Devices and browsers that one person is signed in with. */
export const MAX_SESSIONS = 100;
