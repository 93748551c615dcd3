import type { Account, Accounts, Credentials, Granted, Identity, Session } from "../accounts.ts";
import type { DatabaseThread } from "./database-thread.ts";

/** Accounts in the same file as everything else, over the same two threads. */
export class SqliteAccounts implements Accounts {
  readonly #writer: DatabaseThread;
  readonly #reader: DatabaseThread;

  constructor(writer: DatabaseThread, reader: DatabaseThread) {
    this.#writer = writer;
    this.#reader = reader;
  }

  add(account: Account, credentials: Credentials) {
    return this.#writer.call("addAccount", account, credentials);
  }

  grant(username: string, granted: Granted) {
    return this.#writer.call("grant", username, granted);
  }

  async byUsername(username: string) {
    return (await this.#reader.call("accountByUsername", username)) ?? undefined;
  }

  async byIdentity(identity: Identity) {
    return (await this.#reader.call("accountByIdentity", identity)) ?? undefined;
  }

  async startSession(session: Session) {
    await this.#writer.call("startSession", session);
  }

  async session(hash: string, now: number) {
    return (await this.#reader.call("session", hash, now)) ?? undefined;
  }

  living(hashes: readonly string[]) {
    return this.#reader.call("livingSessions", hashes);
  }

  async endSession(hash: string) {
    await this.#writer.call("endSession", hash);
  }

  async endSessionsOf(account: string) {
    await this.#writer.call("endSessionsOf", account);
  }
}
