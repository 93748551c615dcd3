import { DatabaseError, type Pool } from "pg";
import { type AccountRecord, accountOf } from "../account-record.ts";
import {
  type Account,
  type Accounts,
  type Credentials,
  type Granted,
  type Identity,
  MAX_SESSIONS,
  type Session,
} from "../accounts.ts";
import type { Patience } from "./patience.ts";

const ACCOUNT = `accounts.id, accounts.name, accounts.avatar, accounts.created_at AS "createdAt", roles, interests`;
const UNIQUE_VIOLATION = "23505";

/** Accounts in the same database as everything else. */
export class PostgresAccounts implements Accounts {
  readonly #pool: Pool;
  readonly #patience: Patience;

  constructor(pool: Pool, patience: Patience) {
    this.#pool = pool;
    this.#patience = patience;
  }

  async add({ id, name, avatar, createdAt }: Account, { username, password, identity }: Credentials): Promise<boolean> {
    const account = [id, username ?? null, name, avatar ?? null, password ?? null, createdAt];
    let tries = 0;
    return this.#patience.repeat(async () => {
      tries++;
      try {
        await this.#pool.query(
          `WITH account AS (
             INSERT INTO parlor.accounts (id, username, name, avatar, password, created_at) VALUES ($1, $2, $3, $4, $5, $6)
           ) INSERT INTO parlor.identities (issuer, subject, account) SELECT $7, $8, $1 WHERE $7::text IS NOT NULL`,
          [...account, identity?.issuer ?? null, identity?.subject ?? null],
        );
        return true;
      } catch (error) {
        if (!(error instanceof DatabaseError) || error.code !== UNIQUE_VIOLATION) throw error;
        // What is in the way may be this account itself: stored, and the answer lost.
        return tries > 1 && (await this.#isThere(id));
      }
    });
  }

  async byUsername(username: string) {
    const found = await this.#one<AccountRecord & { password: string | null }>(
      `SELECT ${ACCOUNT}, password FROM parlor.accounts WHERE username = $1`,
      [username],
    );
    return found && { account: accountOf(found), password: found.password ?? undefined };
  }

  async byIdentity({ issuer, subject }: Identity) {
    const found = await this.#one<AccountRecord>(
      `SELECT ${ACCOUNT} FROM parlor.identities JOIN parlor.accounts ON accounts.id = identities.account
       WHERE issuer = $1 AND subject = $2`,
      [issuer, subject],
    );
    return found && accountOf(found);
  }

  async grant(username: string, { roles, interests }: Granted) {
    const text = "UPDATE parlor.accounts SET roles = $1, interests = $2 WHERE username = $3 RETURNING id";
    const updated = await this.#ask<{ id: string }>(text, [JSON.stringify(roles), JSON.stringify(interests), username]);
    return updated.length === 1;
  }

  async startSession({ hash, account, createdAt, expiresAt, role }: Session) {
    await this.#ask(
      `WITH expired AS (DELETE FROM parlor.sessions WHERE expires_at <= $3), oldest AS (
         DELETE FROM parlor.sessions WHERE hash IN (
           SELECT hash FROM parlor.sessions WHERE account = $2 AND expires_at > $3 AND hash <> $1
           ORDER BY created_at DESC, hash OFFSET $5
         )
       ) INSERT INTO parlor.sessions (hash, account, created_at, expires_at, role) VALUES ($1, $2, $3, $4, $6)
       ON CONFLICT (hash) DO NOTHING`,
      [hash, account, createdAt, expiresAt, MAX_SESSIONS - 1, role ?? null],
    );
  }

  async session(hash: string, now: number) {
    const found = await this.#one<AccountRecord & { expiresAt: number; role: string | null }>(
      `SELECT ${ACCOUNT}, expires_at AS "expiresAt", role FROM parlor.sessions
       JOIN parlor.accounts ON accounts.id = sessions.account WHERE hash = $1 AND expires_at > $2`,
      [hash, now],
    );
    return found && { account: accountOf(found), expiresAt: found.expiresAt, ...(found.role && { role: found.role }) };
  }

  async living(hashes: readonly string[]) {
    const text = "SELECT hash FROM parlor.sessions WHERE hash = ANY ($1)";
    return (await this.#ask<{ hash: string }>(text, [hashes])).map(({ hash }) => hash);
  }

  async endSession(hash: string) {
    await this.#ask("DELETE FROM parlor.sessions WHERE hash = $1", [hash]);
  }

  async endSessionsOf(account: string) {
    await this.#ask("DELETE FROM parlor.sessions WHERE account = $1", [account]);
  }

  async #isThere(id: string): Promise<boolean> {
    const { rows } = await this.#pool.query("SELECT FROM parlor.accounts WHERE id = $1", [id]);
    return rows.length === 1;
  }

  async #one<Record extends object>(text: string, values: readonly unknown[]): Promise<Record | undefined> {
    return (await this.#ask<Record>(text, values))[0];
  }

  /** Of what may be done twice. */
  async #ask<Record extends object>(text: string, values: readonly unknown[]): Promise<Record[]> {
    return (await this.#patience.repeat(() => this.#pool.query<Record>(text, [...values]))).rows;
  }
}
