import { cookieHeader, SESSION_COOKIE } from "../identity/session-cookie.ts";
import { SESSION_DAYS, type Sessions } from "../identity/sessions.ts";
import type { Account } from "../storage/accounts.ts";
import type { Asking } from "./endpoint.ts";

/** Starts a session in the browser that asks. Tells until when. */
export type EnterBrowser = (account: Account, asking: Asking, role?: string) => Promise<number>;

export function enterBrowser(sessions: Sessions): EnterBrowser {
  return async (account, asking, role) => {
    const { secret, expiresAt } = await sessions.start(account, role);
    asking.headers.append("set-cookie", sessionCookie(secret, asking.secure));
    return expiresAt;
  };
}

/** Without a secret, it takes the cookie away. */
export const sessionCookie = (secret: string | undefined, secure: boolean): string =>
  cookieHeader({
    name: SESSION_COOKIE,
    value: secret ?? "",
    seconds: secret === undefined ? 0 : SESSION_DAYS * 86_400,
    secure,
  });
