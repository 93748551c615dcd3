import { refusal, type SignIn, type SignUp, Username } from "@parlor/protocol";
import type { SendLimits } from "../limits/send-limits.ts";
import type { Account, Accounts } from "../storage/accounts.ts";
import { done, type Outcome, refused } from "../outcome.ts";
import { networkOf } from "./network.ts";
import type { Passwords } from "./passwords.ts";

export interface SignInDeps {
  readonly accounts: Pick<Accounts, "add" | "byUsername">;
  readonly passwords: Pick<Passwords, "hash" | "matches">;
  readonly limits: SendLimits;
  readonly now: () => number;
  readonly newId: () => string;
  /** Whether somebody may be an assistant here. */
  readonly mayAssist: (account: Account) => boolean;
}

const SIGN_UPS_PER_NETWORK = "30/1h";
const ATTEMPTS_PER_ACCOUNT = "10/5m";
const ATTEMPTS_PER_NETWORK = "60/5m";

export async function signUp(
  { username, password, name }: SignUp,
  address: string,
  { accounts, passwords, limits, now, newId }: Omit<SignInDeps, "mayAssist">,
): Promise<Outcome<Account>> {
  const tooMany = limits.take(networkOf(address), "sign-up", SIGN_UPS_PER_NETWORK);
  if (tooMany) return refused({ ...tooMany, message: "Too many accounts come from here. Try again later." });

  const account = { id: `account:${newId()}`, name: name ?? username, createdAt: now() };
  const added = await accounts.add(account, { username, password: await passwords.hash(password) });
  return added ? done(account) : refused(refusal("name_taken", "Somebody has this username already."));
}

export async function signIn(
  { username, password, role }: SignIn,
  address: string,
  { accounts, passwords, limits, mayAssist }: SignInDeps,
): Promise<Outcome<Account>> {
  const known = Username.safeParse(username);
  const tooMany =
    limits.take(networkOf(address), "sign-in", ATTEMPTS_PER_NETWORK) ??
    limits.take(known.data ?? "", "sign-in as", ATTEMPTS_PER_ACCOUNT);
  if (tooMany) return refused({ ...tooMany, message: "Too many attempts. Wait a while and try again." });

  const found = known.success ? await accounts.byUsername(known.data) : undefined;
  const matches = await passwords.matches(password, found?.password);
  if (!found || !matches) {
    return refused(refusal("wrong_password", "There is no account with this username and password."));
  }
  const isRefused = role === "assistant" && !mayAssist(found.account);
  return isRefused ? refused(NO_ASSISTANT) : done(found.account);
}

const NO_ASSISTANT = refusal("not_allowed", "This account is not an assistant's. Ask those who run this.");
