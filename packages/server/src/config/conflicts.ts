import type { Environment } from "./environment.ts";
import { isLoopback } from "./loopback.ts";

/** What each setting alone cannot know. Undefined when they go together. */
export function conflictIn(environment: Environment): string | undefined {
  return CONFLICTS.map((conflict) => conflict(environment)).find((sentence) => sentence !== undefined);
}

const CONFLICTS: readonly ((environment: Environment) => string | undefined)[] = [
  ({ SECRET_KEY, JWKS_URL }) =>
    SECRET_KEY && JWKS_URL
      ? "SECRET_KEY and JWKS_URL are both set, and tokens can be signed in one way only"
      : undefined,
  ({ REDIS_URL, DATABASE_URL }) =>
    REDIS_URL && !DATABASE_URL
      ? "REDIS_URL is for several servers, and those share a Postgres: DATABASE_URL is missing"
      : undefined,
  ({ GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET }) => together({ GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET }),
  ({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }) =>
    together({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }),
  ({ GOOGLE_CLIENT_ID, OIDC_CLIENT_ID }) =>
    GOOGLE_CLIENT_ID && OIDC_CLIENT_ID
      ? "GOOGLE_CLIENT_ID and OIDC_CLIENT_ID are both set, and people can sign in with one service only"
      : undefined,
  ({ GOOGLE_CLIENT_ID, OIDC_CLIENT_ID, PUBLIC_URL }) =>
    (GOOGLE_CLIENT_ID || OIDC_CLIENT_ID) && !PUBLIC_URL
      ? `PUBLIC_URL is missing: ${GOOGLE_CLIENT_ID ? "Google" : "the OIDC service"} has to know where to send people back to`
      : undefined,
  ({ OIDC_ISSUER }) =>
    OIDC_ISSUER?.startsWith("http:") && !isLoopback(new URL(OIDC_ISSUER).hostname)
      ? "OIDC_ISSUER must begin with https://, because whoever is on the way could sign in as anybody"
      : undefined,
];

function together(settings: Readonly<Record<string, string | undefined>>): string | undefined {
  const missing = Object.keys(settings).filter((name) => settings[name] === undefined);
  const given = Object.keys(settings).filter((name) => settings[name] !== undefined);
  return missing.length > 0 && given.length > 0 ? `${given[0]} is set and ${missing[0]} is not` : undefined;
}
