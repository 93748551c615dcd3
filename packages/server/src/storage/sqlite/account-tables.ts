import type { Database } from "bun:sqlite";
import { type AccountRecord, accountOf } from "../account-record.ts";
import {
  type Account,
  type Credentials,
  type Granted,
  type Identity,
  MAX_SESSIONS,
  type Session,
  type SessionFound,
} from "../accounts.ts";

const ACCOUNT = "accounts.id, accounts.name, accounts.avatar, accounts.created_at AS createdAt, roles, interests";

/** What changes accounts and sessions. On the connection that writes. */
export class AccountWriter {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  addAccount({ id, name, avatar, createdAt }: Account, { username, password, identity }: Credentials): boolean {
    const insert = this.#db.query(
      "INSERT INTO accounts (id, username, name, avatar, password, created_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (username) DO NOTHING",
    );
    const link = this.#db.query(
      "INSERT INTO identities (issuer, subject, account) VALUES (?, ?, ?) ON CONFLICT (issuer, subject) DO NOTHING",
    );
    return this.#wholly(() => {
      const added = insert.run(id, username ?? null, name, avatar ?? null, password ?? null, createdAt).changes === 1;
      return added && (!identity || link.run(identity.issuer, identity.subject, id).changes === 1);
    });
  }

  startSession({ hash, account, createdAt, expiresAt, role }: Session): null {
    this.#wholly(() => {
      this.#db.query("DELETE FROM sessions WHERE expires_at <= ?").run(createdAt);
      this.#db
        .query("INSERT INTO sessions (hash, account, created_at, expires_at, role) VALUES (?, ?, ?, ?, ?)")
        .run(hash, account, createdAt, expiresAt, role ?? null);
      this.#db
        .query(
          `DELETE FROM sessions WHERE hash IN
             (SELECT hash FROM sessions WHERE account = ? ORDER BY created_at DESC, hash LIMIT -1 OFFSET ?)`,
        )
        .run(account, MAX_SESSIONS);
      return true;
    });
    return null;
  }

  grant(username: string, { roles, interests }: Granted): boolean {
    const update = this.#db.query("UPDATE accounts SET roles = ?, interests = ? WHERE username = ?");
    return update.run(JSON.stringify(roles), JSON.stringify(interests), username).changes === 1;
  }

  endSession(hash: string): null {
    this.#db.query("DELETE FROM sessions WHERE hash = ?").run(hash);
    return null;
  }

  endSessionsOf(account: string): null {
    this.#db.query("DELETE FROM sessions WHERE account = ?").run(account);
    return null;
  }

  /** All of it, or when it says false or fails, nothing. */
  #wholly(act: () => boolean): boolean {
    this.#db.run("BEGIN IMMEDIATE");
    try {
      const did = act();
      this.#db.run(did ? "COMMIT" : "ROLLBACK");
      return did;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.run("ROLLBACK");
      throw error;
    }
  }
}

export class AccountReader {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  accountByUsername(username: string): { account: Account; password: string | undefined } | null {
    const found = this.#db
      .query<AccountRecord & { password: string | null }, [string]>(
        `SELECT ${ACCOUNT}, password FROM accounts WHERE username = ?`,
      )
      .get(username);
    return found && { account: accountOf(found), password: found.password ?? undefined };
  }

  accountByIdentity({ issuer, subject }: Identity): Account | null {
    const found = this.#db
      .query<AccountRecord, [string, string]>(
        `SELECT ${ACCOUNT} FROM identities JOIN accounts ON accounts.id = identities.account WHERE issuer = ? AND subject = ?`,
      )
      .get(issuer, subject);
    return found && accountOf(found);
  }

  session(hash: string, now: number): SessionFound | null {
    const found = this.#db
      .query<AccountRecord & { expiresAt: number; role: string | null }, [string, number]>(
        `SELECT ${ACCOUNT}, expires_at AS expiresAt, role FROM sessions JOIN accounts ON accounts.id = sessions.account
         WHERE hash = ? AND expires_at > ?`,
      )
      .get(hash, now);
    return found && { account: accountOf(found), expiresAt: found.expiresAt, ...(found.role && { role: found.role }) };
  }

  livingSessions(hashes: readonly string[]): string[] {
    return this.#db
      .query<{ hash: string }, [string]>("SELECT hash FROM sessions WHERE hash IN (SELECT value FROM json_each(?))")
      .all(JSON.stringify(hashes))
      .map(({ hash }) => hash);
  }
}
