import type { OpenIdSettings } from "../identity/open-id.ts";
import type { Environment } from "./environment.ts";
import { isLoopback } from "./loopback.ts";

/** Guests walk in by default only while this is somebody's own machine and no host app signs tokens. */
export function guestsAllowed({ GUESTS, SECRET_KEY, JWKS_URL, HOST }: Environment): boolean {
  if (GUESTS) return GUESTS === "on";
  return !SECRET_KEY && !JWKS_URL && isLoopback(HOST);
}

/** One can be somebody of the demonstration only on one's own machine, and while no host app says who people are. */
export function demonstrates({ DEMONSTRATION, SECRET_KEY, JWKS_URL, HOST }: Environment): boolean {
  return DEMONSTRATION === "on" && !SECRET_KEY && !JWKS_URL && isLoopback(HOST);
}

/** People sign up here by default only while no host app says who they are. */
export function accountsOpen({ ACCOUNTS, SECRET_KEY, JWKS_URL }: Environment): boolean {
  return ACCOUNTS ? ACCOUNTS === "on" : !SECRET_KEY && !JWKS_URL;
}

/** On one's own machine every account may try out being an assistant. Elsewhere a back end says who is one. */
export function assistantsOpen({ ASSISTANTS, HOST }: Environment): boolean {
  return ASSISTANTS ? ASSISTANTS === "anybody" : isLoopback(HOST);
}

const GOOGLE = { name: "Google", issuer: "https://accounts.google.com" };

/** The service that people can sign in with, if there is one. That the parts of it come together is checked before. */
export function openIdService(environment: Environment, callbackPath: string): OpenIdSettings | undefined {
  const { PUBLIC_URL, OIDC_NAME: name, OIDC_ISSUER: issuer, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = environment;
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = environment;
  if (!PUBLIC_URL) return undefined;
  const redirectUrl = `${PUBLIC_URL.replace(/\/$/, "")}${callbackPath}`;
  if (GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET) {
    return { ...GOOGLE, clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET, redirectUrl };
  }
  return issuer && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET
    ? { name, issuer, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET, redirectUrl }
    : undefined;
}
