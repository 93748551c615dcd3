import { accountsOpen, type Environment } from "../config/environment.ts";
import type { Kinds } from "../config/kinds.ts";
import type { Origins } from "../identity/origins.ts";
import type { Passwords } from "../identity/passwords.ts";
import { SendLimits } from "../limits/send-limits.ts";
import type { Parlor } from "../parlor.ts";
import type { Accounts } from "../storage/accounts.ts";
import { accountEndpoints } from "./account-endpoints.ts";
import { commandEndpoints } from "./command-endpoints.ts";
import { kindEndpoints } from "./kind-endpoints.ts";
import { mountDocumentation } from "./documentation.ts";
import { type HttpDoor, httpDoor } from "./http-door.ts";
import { personEndpoints } from "./person-endpoints.ts";
import server from "../../package.json" with { type: "json" };

export interface ParlorHttpParts {
  readonly parlor: Parlor;
  readonly kinds: Kinds;
  readonly origins: Origins;
  readonly environment: Environment;
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly now: () => number;
}

/** The HTTP side of a Parlor: each part of it is a list of endpoints. */
export function parlorHttp({ parlor, kinds, origins, ...parts }: ParlorHttpParts): HttpDoor {
  const { ask, engine, sessions, greeting, household, metrics } = parlor;
  const { accounts, passwords, environment, now } = parts;
  const { newId } = engine;
  const endpoints = [
    ...accountEndpoints({
      accounts,
      sessions,
      passwords,
      now,
      newId,
      limits: new SendLimits(now),
      open: accountsOpen(environment),
    }),
    ...personEndpoints(),
    ...kindEndpoints(kinds),
    ...commandEndpoints(ask, newId),
  ];
  const door = httpDoor({ endpoints, greeting, origins, metrics, household });
  mountDocumentation(door, endpoints, server.version);
  return door;
}
