import { accountsOpen, assistantsOpen, guestsAllowed, openIdService } from "../config/entrances.ts";
import type { Environment } from "../config/environment.ts";
import type { Kinds } from "../config/kinds.ts";
import { OpenId } from "../identity/open-id.ts";
import type { Origins } from "../identity/origins.ts";
import type { Tokens } from "../identity/tokens.ts";
import type { Passwords } from "../identity/passwords.ts";
import { SendLimits } from "../limits/send-limits.ts";
import type { Log } from "../log.ts";
import type { Parlor } from "../parlor.ts";
import type { Account, Accounts } from "../storage/accounts.ts";
import { accountEndpoints } from "./account-endpoints.ts";
import { commandEndpoints } from "./command-endpoints.ts";
import { kindEndpoints } from "./kind-endpoints.ts";
import { mountDocumentation } from "./documentation.ts";
import { enterBrowser } from "./enter-browser.ts";
import { DEMONSTRATED, demonstrationEndpoint } from "./demonstration-endpoint.ts";
import { entranceEndpoint } from "./entrance-endpoint.ts";
import { type HttpDoor, httpDoor } from "./http-door.ts";
import { mapEndpoint } from "./map-endpoint.ts";
import { OPEN_ID, OPEN_ID_CALLBACK, openIdEndpoints } from "./open-id-endpoints.ts";
import { personEndpoints } from "./person-endpoints.ts";
import server from "../../package.json" with { type: "json" };

export interface ParlorHttpParts {
  readonly parlor: Parlor;
  readonly kinds: Kinds;
  readonly origins: Origins;
  readonly environment: Environment;
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  /** Signs for the people of the demonstration, where one may be one of them. */
  readonly demonstrates?: Pick<Tokens, "ownToken"> | undefined;
  readonly log: Log;
  readonly now: () => number;
}

/** The HTTP side of a Parlor: each part of it is a list of endpoints. */
export function parlorHttp({ parlor, kinds, origins, ...parts }: ParlorHttpParts): HttpDoor {
  const { ask, engine, sessions, greeting, household, metrics } = parlor;
  const { accounts, passwords, environment, log, now } = parts;
  const { newId } = engine;
  const enter = enterBrowser(sessions);
  const limits = new SendLimits(now);
  const open = accountsOpen(environment);
  const mayAssist = ({ roles }: Account) => assistantsOpen(environment) || (roles?.includes("assistant") ?? false);
  const service = openIdService(environment, `/v1${OPEN_ID_CALLBACK}`);
  const openId = service && new OpenId(service);
  const failed = (error: unknown): undefined => {
    log("warn", "a sign-in by another service failed", { error: String(error) });
  };
  const endpoints = [
    entranceEndpoint({
      guests: guestsAllowed(environment),
      accounts: open,
      ...(openId && { service: { name: openId.name, path: `/v1${OPEN_ID}` } }),
      ...(parts.demonstrates && { tryAs: DEMONSTRATED }),
    }),
    mapEndpoint(environment),
    ...accountEndpoints({ accounts, sessions, enter, passwords, limits, open, now, newId, mayAssist }),
    ...(openId ? openIdEndpoints({ openId, enter, accounts, failed, now, newId }) : []),
    ...personEndpoints(),
    ...kindEndpoints(kinds),
    ...(parts.demonstrates ? [demonstrationEndpoint(parts.demonstrates)] : []),
    ...commandEndpoints(ask, newId),
  ];
  const door = httpDoor({ endpoints, greeting, origins, metrics, household });
  mountDocumentation(door, endpoints, server.version);
  return door;
}
