import type { Account, Accounts } from "../storage/accounts.ts";
import type { Arrival } from "./open-id.ts";

interface Deps {
  readonly accounts: Pick<Accounts, "add" | "byIdentity">;
  readonly now: () => number;
  readonly newId: () => string;
}

/** The account of somebody whom another service vouches for. The first time, it is made. */
export async function accountOfIdentity(
  { identity, name, avatar }: Arrival,
  { accounts, now, newId }: Deps,
): Promise<Account> {
  const known = await accounts.byIdentity(identity);
  if (known) return known;

  const account = { id: `account:${newId()}`, name, avatar, createdAt: now() };
  if (await accounts.add(account, { identity })) return account;
  // Two windows arrived at once, and the other was first.
  const first = await accounts.byIdentity(identity);
  if (!first) throw new Error("an identity has an account and has none");
  return first;
}
