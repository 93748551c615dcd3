import {
  Avatar,
  Capability,
  DisplayName,
  type Refusal,
  refusal,
  RoleName,
  SYSTEM,
  Team,
  UserId,
} from "@parlor/protocol";
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey, SignJWT } from "jose";
import { z } from "zod";
import { readHs256, takeApart, type Unproven } from "./hs256.ts";
import { guestPerson, type Person } from "./person.ts";

export interface TokenSettings {
  readonly secretKey: string | undefined;
  readonly jwksUrl: string | undefined;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  /** How long after asking for keys they are not asked for again, whatever names tokens give to theirs. */
  readonly jwksCooldownMs?: number | undefined;
  /** Signs what Parlor gives out itself. Never leaves the data folder. */
  readonly ownSecret: string;
}

const Subject = UserId.refine((id) => id !== SYSTEM, "is reserved");
// Compiled, because each of a crowd that returns comes with a token.
const Claims = z.compile(
  z.object({
    sub: Subject.optional(),
    userId: Subject.optional(),
    name: DisplayName.optional(),
    username: DisplayName.optional(),
    avatar: Avatar.optional(),
    roles: z.array(z.string().max(64)).max(64).optional(),
    rooms: z.record(z.string().max(128), z.object({ role: RoleName })).optional(),
    scope: z.string().max(256).optional(),
    can: z.array(Capability).max(64).optional(),
    team: Team.optional(),
    exp: z.number().optional(),
  }),
);

/** As much as fits in a hello. */
const MAX_TOKEN_CHARS = 16_384;
const OWN_ISSUER = "parlor";
const GUEST_TOKEN_DAYS = 30;

/** The algorithm is fixed by the configuration, never taken from the token. */
const JWKS_ALGORITHMS = ["RS256", "ES256", "EdDSA"];

/** Reads the tokens that the host app signs, and signs those that let a guest come back as the same guest. */
export class Tokens {
  readonly #settings: TokenSettings;
  readonly #ownKey: Uint8Array;
  readonly #hostKey: Uint8Array | JWTVerifyGetKey;
  readonly #hostChecks: { issuer?: string; audience?: string; requiredClaims: string[] };

  constructor(settings: TokenSettings) {
    this.#settings = settings;
    this.#ownKey = new TextEncoder().encode(`guest ${settings.ownSecret}`);
    this.#hostKey = settings.jwksUrl
      ? createRemoteJWKSet(new URL(settings.jwksUrl), { cooldownDuration: settings.jwksCooldownMs ?? 30_000 })
      : new TextEncoder().encode(settings.secretKey ?? settings.ownSecret);
    const { issuer, audience } = settings;
    this.#hostChecks = { ...(issuer && { issuer }), ...(audience && { audience }), requiredClaims: ["exp"] };
  }

  /** Rejects when it cannot be told, because the host app's keys cannot be had. */
  async read(token: string): Promise<Person | Refusal> {
    if (token.length > MAX_TOKEN_CHARS) return refusal("bad_token", "This token is too long.");
    try {
      const parts = takeApart(token);
      // Only decides which key to try: nothing is believed before the signature is.
      if (parts.claims.iss === OWN_ISSUER) return this.#readOwn(parts);
      const hostKey = this.#hostKey;
      return typeof hostKey === "function"
        ? personOf(await this.#proven(token, hostKey))
        : personOf(readHs256(parts, hostKey, this.#hostChecks));
    } catch (error) {
      if (error instanceof errors.JWTExpired) return refusal("token_expired", "This token has expired.");
      if (isAboutKeys(error)) throw error;
      if (error instanceof errors.JOSEError) return refusal("bad_token", "This token is not valid here.");
      throw error;
    }
  }

  async guestToken(user: { id: string; name: string }): Promise<string> {
    return new SignJWT({ name: user.name })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer(OWN_ISSUER)
      .setSubject(user.id)
      .setIssuedAt()
      .setExpirationTime(`${GUEST_TOKEN_DAYS}d`)
      .sign(this.#ownKey);
  }

  /** As a host app would sign it, where there is none: for the people of the demonstration. */
  async ownToken(claims: Readonly<Record<string, unknown>>): Promise<string> {
    const { secretKey, jwksUrl, ownSecret, issuer, audience } = this.#settings;
    if (secretKey || jwksUrl) throw new Error("tokens are signed by the host app here");
    const token = new SignJWT({ ...claims }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("12h");
    if (issuer) token.setIssuer(issuer);
    if (audience) token.setAudience(audience);
    return token.sign(new TextEncoder().encode(ownSecret));
  }

  #readOwn(token: Unproven): Person {
    const payload = readHs256(token, this.#ownKey, { issuer: OWN_ISSUER });
    return guestPerson({ id: UserId.parse(payload.sub), name: DisplayName.parse(payload.name) });
  }

  /** By one of the host app's public keys. */
  async #proven(token: string, key: JWTVerifyGetKey): Promise<JWTPayload> {
    const { payload } = await jwtVerify(token, key, { ...this.#hostChecks, algorithms: JWKS_ALGORITHMS });
    return payload;
  }
}

/** The token may be good: it is the answer of JWKS_URL that is not. */
function isAboutKeys(error: unknown): boolean {
  const faults: readonly string[] = [errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code];
  return error instanceof errors.JOSEError && faults.includes(error.code);
}

function personOf(payload: JWTPayload): Person | Refusal {
  const claims = Claims.safeParse(payload);
  if (!claims.success) {
    const [issue] = claims.error.issues;
    return refusal("bad_token", `The token's claim ${issue?.path.join(".")} is wrong: ${issue?.message}.`);
  }
  const { sub, userId, name, username, avatar, roles, rooms, scope, can, team, exp } = claims.data;
  const id = sub ?? userId;
  if (!id) return refusal("bad_token", "The token has no sub, which says who this is.");

  const scopes = scope?.split(" ") ?? NO_ROLES;
  return {
    user: { id, name: name ?? username ?? id.slice(0, 64), ...(avatar && { avatar }) },
    roles: roles && roles.length > 0 ? roles : NO_ROLES,
    rooms: rooms ? grantsOf(rooms) : NO_GRANTS,
    server: scopes.includes("server"),
    admin: scopes.includes("admin"),
    ...(can && { only: can }),
    ...(team !== undefined && { team }),
    expiresAt: exp === undefined ? undefined : exp * 1_000,
    attributes: attributesOf(payload),
  };
}

// Shared by all whose token says nothing of the kind, which is most of a crowd.
const NO_ROLES: readonly string[] = [];
const NO_GRANTS: ReadonlyMap<string, string> = new Map();
const NO_ATTRIBUTES: Readonly<Record<string, unknown>> = {};

function grantsOf(rooms: NonNullable<z.infer<typeof Claims>["rooms"]>): ReadonlyMap<string, string> {
  const grants = Object.entries(rooms).map(([room, { role }]) => [room, role] as const);
  return grants.length > 0 ? new Map(grants) : NO_GRANTS;
}

/** What no field of a person says already. */
function attributesOf(payload: JWTPayload): Readonly<Record<string, unknown>> {
  const others = Object.keys(payload).filter((claim) => !SAID_ELSEWHERE.has(claim));
  return others.length > 0 ? Object.fromEntries(others.map((claim) => [claim, payload[claim]])) : NO_ATTRIBUTES;
}

const SAID_ELSEWHERE: ReadonlySet<string> = new Set([...Object.keys(Claims.shape), "iss", "aud", "iat", "nbf", "jti"]);
