import { z } from "zod";
import { accountOfIdentity } from "../identity/account-of-identity.ts";
import type { Journey, OpenId } from "../identity/open-id.ts";
import { cookieHeader, readCookie } from "../identity/session-cookie.ts";
import type { Accounts } from "../storage/accounts.ts";
import type { EnterBrowser } from "./enter-browser.ts";
import { backToPage } from "./back-to-page.ts";
import { type Asking, type Endpoint, forAnybody } from "./endpoint.ts";

export interface OpenIdEndpointsParts {
  readonly openId: OpenId;
  readonly enter: EnterBrowser;
  readonly accounts: Pick<Accounts, "add" | "byIdentity">;
  readonly now: () => number;
  readonly newId: () => string;
  readonly failed: (error: unknown) => undefined;
}

export const OPEN_ID = "/session/openid";
export const OPEN_ID_CALLBACK = `${OPEN_ID}/callback`;
const COOKIE = "parlor_journey";
const JOURNEY_SECONDS = 600;

const JourneyCookie = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** To the service that knows who this is, and back from it. A browser follows; nothing else has use for these. */
export function openIdEndpoints({ openId, enter, failed, ...deps }: OpenIdEndpointsParts): Endpoint[] {
  return [
    forAnybody({
      method: "get",
      path: OPEN_ID,
      title: `Sign in with ${openId.name}`,
      status: 303,
      about: "Leads to the service and, from there, back to the page.",
      takes: z.strictObject({}),
      reply: z.never(),
      answer: async (_, asking) => {
        const left = await openId.leave().catch(failed);
        if (!left) return backToPage("server_error");
        asking.headers.append("set-cookie", journeyCookie(left.journey, asking));
        return new Response(undefined, {
          status: 303,
          headers: { location: left.address.href },
        });
      },
    }),
    forAnybody({
      method: "get",
      path: OPEN_ID_CALLBACK,
      title: "Come back from the service",
      status: 303,
      about: "Where the service sends people to. Starts a session.",
      takes: z.object({}),
      reply: z.never(),
      answer: async (_, asking) => {
        const journey = journeyIn(asking.request);
        asking.headers.append("set-cookie", journeyCookie(undefined, asking));
        const arrival = journey && (await openId.arrive(new URL(asking.request.url).search, journey).catch(failed));
        if (!arrival) return backToPage("not_signed_in");
        await enter(await accountOfIdentity(arrival, deps), asking);
        return backToPage();
      },
    }),
  ];
}

function journeyCookie(journey: Journey | undefined, { secure }: Asking): string {
  const value = journey ? Buffer.from(JSON.stringify(journey)).toString("base64url") : "";
  const seconds = journey ? JOURNEY_SECONDS : 0;
  return cookieHeader({ name: COOKIE, value, seconds, secure, path: `/v1${OPEN_ID}` });
}

function journeyIn({ headers }: Request): Journey | undefined {
  const cookie = readCookie(headers.get("cookie"), COOKIE);
  try {
    return JourneyCookie.parse(JSON.parse(Buffer.from(cookie ?? "", "base64url").toString()));
  } catch {
    // Whoever has none of ours did not leave from here.
    return undefined;
  }
}
