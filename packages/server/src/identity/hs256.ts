import { timingSafeEqual } from "node:crypto";
import { errors, type JWTPayload } from "jose";

export interface ClaimChecks {
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  readonly requiredClaims?: readonly string[];
}

/** A token in its parts. What it claims is proven by nothing yet, and only good for choosing the key. */
export interface Unproven {
  readonly signed: string;
  readonly signature: string;
  readonly header: Readonly<JWTPayload>;
  readonly claims: JWTPayload;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

export function takeApart(token: string): Unproven {
  const [header = "", body = "", signature = "", ...more] = token.split(".");
  if (more.length > 0) throw new errors.JWSInvalid("a token has three parts");
  if (header !== lastHeader.text) lastHeader = { text: header, read: objectIn(header) };
  return { signed: `${header}.${body}`, signature, header: lastHeader.read, claims: objectIn(body) };
}

/** One host app signs them all, and writes the same before each. */
let lastHeader: { readonly text: string; readonly read: Readonly<JWTPayload> } = { text: "", read: {} };

/**
 * The claims of a token that was signed with this secret (RFC 7519, HS256 and nothing else). Refuses like `jose`, and at
 * once: where thousands return together, a thread's answer for each of them costs more than all else about a hello.
 */
export function readHs256(token: Unproven, secret: Uint8Array, checks: ClaimChecks = {}): JWTPayload {
  const { signed, signature, header, claims } = token;
  if (header["alg"] !== "HS256") throw new errors.JOSEAlgNotAllowed("the token has another algorithm");
  // It names what has to be understood, and none of it is.
  if (header["crit"] !== undefined) throw new errors.JOSENotSupported("the token asks for an extension");

  const expected = new Bun.CryptoHasher("sha256", secret).update(signed).digest("base64url");
  if (!isSame(signature, expected)) throw new errors.JWSSignatureVerificationFailed();
  return checked(claims, checks);
}

function isSame(signature: string, expected: string): boolean {
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, Buffer.from(expected));
}

function objectIn(part: string): JWTPayload {
  let value: unknown;
  try {
    value = JSON.parse(UTF8.decode(Buffer.from(part, "base64url")));
  } catch (cause) {
    throw new errors.JWTInvalid("a part of the token is not JSON", { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new errors.JWTInvalid("a part of the token is no object");
  }
  return value as JWTPayload;
}

function checked(claims: JWTPayload, { issuer, audience, requiredClaims = [] }: ClaimChecks): JWTPayload {
  const { iss, aud } = claims;
  for (const claim of requiredClaims) if (!Object.hasOwn(claims, claim)) fail(claims, claim);
  if (issuer !== undefined && iss !== issuer) fail(claims, "iss");
  if (audience !== undefined && !isFor(audience, aud)) fail(claims, "aud");

  timeIn(claims, "iat");
  const [notBefore, expires] = [timeIn(claims, "nbf"), timeIn(claims, "exp")];
  const now = Math.floor(Date.now() / 1_000);
  if (notBefore !== undefined && notBefore > now) fail(claims, "nbf");
  if (expires !== undefined && expires <= now) throw new errors.JWTExpired("the token has expired", claims, "exp");
  return claims;
}

const isFor = (audience: string, aud: unknown): boolean =>
  Array.isArray(aud) ? aud.includes(audience) : aud === audience;

function timeIn(claims: JWTPayload, claim: "nbf" | "exp" | "iat"): number | undefined {
  const time: unknown = claims[claim];
  if (time !== undefined && typeof time !== "number") fail(claims, claim);
  return time;
}

function fail(claims: JWTPayload, claim: string): never {
  throw new errors.JWTClaimValidationFailed(`the claim ${claim} is missing or wrong`, claims, claim);
}
