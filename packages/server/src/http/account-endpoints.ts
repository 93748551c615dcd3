import { GrantAccount, Nothing, refusal, SignedIn, SignIn, SignUp } from "@parlor/protocol";
import { z } from "zod";
import type { Person } from "../identity/person.ts";
import type { Sessions } from "../identity/sessions.ts";
import { signIn, type SignInDeps, signUp } from "../identity/sign-in.ts";
import type { Account, Accounts } from "../storage/accounts.ts";
import { done, type Outcome, refused } from "../outcome.ts";
import { backToPage } from "./back-to-page.ts";
import { type Answer, type Asking, type Endpoint, forAnybody, forSomebody } from "./endpoint.ts";
import { type EnterBrowser, sessionCookie } from "./enter-browser.ts";

export interface AccountEndpointsParts extends SignInDeps {
  readonly accounts: SignInDeps["accounts"] & Pick<Accounts, "grant">;
  readonly sessions: Sessions;
  readonly enter: EnterBrowser;
  /** Whether this Parlor has accounts of its own. */
  readonly open: boolean;
}

/** Signing up, in and out. The session is a cookie, for the page; host apps sign tokens instead. */
export function accountEndpoints({ sessions, enter, open, ...deps }: AccountEndpointsParts): Endpoint[] {
  const entering = async (outcome: Outcome<Account>, asking: Asking, role?: string): Promise<Answer> => {
    if (!outcome.ok) return asking.form ? backToPage(outcome.refusal.code) : outcome;
    const { id, name, avatar } = outcome.reply;
    const expiresAt = await enter(outcome.reply, asking, role);
    return asking.form ? backToPage() : done({ user: { id, name, ...(avatar && { avatar }) }, expiresAt });
  };

  return [
    forAnybody({
      method: "post",
      path: "/accounts",
      title: "Sign up",
      status: 201,
      forms: true,
      about: "Makes an account of this Parlor's own and signs in with it.",
      takes: SignUp,
      reply: SignedIn,
      answer: async (input, asking) =>
        entering(open ? await signUp(input, asking.address, deps) : refused(ACCOUNTS_OFF), asking),
    }),
    forAnybody({
      method: "post",
      path: "/session",
      title: "Sign in",
      forms: true,
      about:
        "Sets the session cookie. A form gets a redirect to the page instead of JSON. Without a `role`, one is what " +
        "one's account is; as `user`, a client; as `assistant`, only where the account is one (see ASSISTANTS).",
      takes: SignIn,
      reply: SignedIn,
      answer: async (input, asking) =>
        entering(await signIn(input, asking.address, deps), asking, input.role && ROLES[input.role]),
    }),
    forSomebody({
      method: "put",
      path: "/accounts/{username}",
      title: "Say what an account is",
      about: "For back ends and administrators: its roles, and as an assistant what it knows about.",
      takes: GrantAccount,
      reply: GrantAccount,
      answer: async ({ username, roles, interests }, person) => {
        if (!mayGrant(person)) return refused(refusal("not_allowed", "Only a back end can say what an account is."));
        return (await deps.accounts.grant(username, { roles, interests }))
          ? done({ username, roles, interests })
          : refused(refusal("no_such_user", "Nobody has this username."));
      },
    }),
    forSomebody({
      method: "get",
      path: "/session",
      title: "Who is signed in?",
      about: "",
      takes: z.strictObject({}),
      reply: SignedIn,
      answer: (_, { user, expiresAt }) =>
        done({
          user,
          ...(expiresAt !== undefined && { expiresAt }),
        }),
    }),
    forSomebody({
      method: "delete",
      path: "/session",
      title: "Sign out",
      about: "Ends the session, and hangs up where it is connected. With `everywhere`, all of the account's sessions.",
      takes: z.strictObject({ everywhere: z.boolean().default(false) }),
      reply: Nothing,
      answer: async ({ everywhere }, person, { headers, secure }) => {
        await sessions.end(person, everywhere);
        headers.append("set-cookie", sessionCookie(undefined, secure));
        return done({});
      },
    }),
  ];
}

const mayGrant = ({ server, admin }: Person): boolean => server || admin;

/** What kinds of rooms call those who sign in as this. */
const ROLES = { user: "client", assistant: "assistant" } as const;

const ACCOUNTS_OFF = refusal("accounts_off", "Accounts are not made here. Ask those who run this.");
