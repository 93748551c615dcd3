import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { grantedRole, type Person } from "./person.ts";
import { Tokens, type TokenSettings } from "./tokens.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
const SETTINGS: TokenSettings = {
  secretKey: SECRET,
  jwksUrl: undefined,
  issuer: undefined,
  audience: undefined,
  ownSecret: "the secret of this Parlor",
};
const key = (secret: string) => new TextEncoder().encode(secret);
const token = (claims: JWTPayload, { secret = SECRET, exp = "1h", alg = "HS256" } = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg }).setExpirationTime(exp).sign(key(secret));
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const IN_AN_HOUR = Math.floor(Date.now() / 1_000) + 3_600;

const read = async (text: string, settings: Partial<TokenSettings> = {}): Promise<Person> => {
  const person = await new Tokens({ ...SETTINGS, ...settings }).read(text);
  if ("code" in person) throw new Error(`refused: ${person.code}, ${person.message}`);
  return person;
};
const codeOf = async (text: string, settings: Partial<TokenSettings> = {}): Promise<string> => {
  const person = await new Tokens({ ...SETTINGS, ...settings }).read(text);
  return "code" in person ? person.code : "let in";
};

describe("a token that the host app signed", () => {
  test("says who somebody is and what they are", async () => {
    const claims = {
      sub: "ana",
      name: "Ana Lima",
      avatar: "https://example.com/a.png",
      roles: ["organizer"],
      scope: "server admin",
      rooms: { "order-*": { role: "moderator" } },
      attrs: { plan: "gold" },
    };
    const person = await read(await token(claims));
    expect(person).toMatchObject({
      user: {
        id: "ana",
        name: "Ana Lima",
        avatar: "https://example.com/a.png",
      },
      roles: ["organizer"],
      server: true,
      admin: true,
    });
    expect(person.attributes["attrs"]).toEqual({ plan: "gold" });
    expect(person.expiresAt).toBeGreaterThan(Date.now());
    expect(person.user.guest).toBeUndefined();
  });

  test("is enough with a sub, and scopes are whole words", async () => {
    const person = await read(await token({ sub: "ana", scope: "servers administrator" }));
    expect(person).toMatchObject({ user: { id: "ana", name: "ana" }, server: false, admin: false, roles: [] });
  });

  test("may use the claims of the café instead", async () => {
    const person = await read(await token({ userId: "u1", username: "Ben", cafeId: "c" }));
    expect(person.user).toEqual({ id: "u1", name: "Ben" });
    expect(person.attributes["cafeId"]).toBe("c");
  });

  test("lets into the rooms it names, by id before pattern", async () => {
    const rooms = { "order-*": { role: "member" }, "order-7": { role: "moderator" }, "*-staff-*": { role: "agent" } };
    const person = await read(await token({ sub: "ana", rooms }));
    const roles = ["order-7", "order-8", "order-", "my-order-8", "x-staff-y", "-staff-", "x-staff", "other"];
    expect(roles.map((room) => grantedRole(person, room))).toEqual([
      "moderator",
      "member",
      "member",
      undefined,
      "agent",
      "agent",
      undefined,
      undefined,
    ]);
  });

  test("has a room pattern that cannot be made to overlap itself", async () => {
    const person = await read(await token({ sub: "ana", rooms: { "aba*aba": { role: "member" } } }));
    expect(grantedRole(person, "aba")).toBeUndefined();
    expect(grantedRole(person, "ababa")).toBeUndefined();
    expect(grantedRole(person, "abaaba")).toBe("member");
  });
});

describe("a token is refused", () => {
  test("when it has expired, with a code of its own", async () => {
    expect(await codeOf(await token({ sub: "ana" }, { exp: "-1s" }))).toBe("token_expired");
  });

  test("when it has expired and is forged, as forged: nothing of it is believed", async () => {
    expect(await codeOf(await token({ sub: "ana" }, { exp: "-1s", secret: "another secret of enough length" }))).toBe(
      "bad_token",
    );
  });

  test("when somebody else signed it", async () => {
    expect(await codeOf(await token({ sub: "ana" }, { secret: "another secret of enough length" }))).toBe("bad_token");
  });

  test("when its claims were changed after it was signed", async () => {
    const [header, , signature] = (await token({ sub: "ana" })).split(".");
    expect(await codeOf(`${header}.${base64({ sub: "ben", exp: IN_AN_HOUR })}.${signature}`)).toBe("bad_token");
  });

  test.each(["none", "None", "NONE", "HS384", "RS256", ""])("when it says its algorithm is %j", async (alg) => {
    const [, body, signature] = (await token({ sub: "ana" })).split(".");
    expect(await codeOf(`${base64({ alg })}.${body}.`)).toBe("bad_token");
    expect(await codeOf(`${base64({ alg })}.${body}.${signature}`)).toBe("bad_token");
  });

  test("when it is well signed with an algorithm that was not agreed", async () => {
    const signed = await token({ sub: "ana" }, { alg: "HS512", secret: SECRET.repeat(2) });
    expect(await codeOf(signed, { secretKey: SECRET.repeat(2) })).toBe("bad_token");
  });

  test("when it does not say when it ends", async () => {
    const endless = await new SignJWT({ sub: "ana" }).setProtectedHeader({ alg: "HS256" }).sign(key(SECRET));
    expect(await codeOf(endless)).toBe("bad_token");
  });

  test("when it is not to be used yet", async () => {
    expect(await codeOf(await token({ sub: "ana", nbf: IN_AN_HOUR - 60 }))).toBe("bad_token");
  });

  test.each([
    [{}],
    [{ sub: "" }],
    [{ sub: 7 }],
    [{ sub: "system" }],
    [{ userId: "system" }],
    [{ sub: "a\u0000b" }],
    [{ sub: "x".repeat(129) }],
    [{ sub: "ana", name: "" }],
    [{ sub: "ana", avatar: "no address" }],
    [{ sub: "ana", avatar: "javascript:alert(1)" }],
    [{ sub: "ana", roles: "organizer" }],
    [{ sub: "ana", scope: ["server"] }],
    [{ sub: "ana", rooms: { general: "member" } }],
    [{ sub: "ana", rooms: { general: { role: "Not A Role" } } }],
  ])("when its claims make no person: %j", async (claims) => {
    expect(await codeOf(await token(claims as JWTPayload))).toBe("bad_token");
  });

  test.each(["", ".", "..", "a.b.c", "Bearer x", "{}", `${base64({ alg: "HS256" })}..`, "ä.ö.ü", "\u0000"])(
    "when it is no token: %j",
    async (text) => {
      expect(await codeOf(text)).toBe("bad_token");
    },
  );

  test("when it is huge, quickly and without harm", async () => {
    expect(await codeOf("x".repeat(5_000_000))).toBe("bad_token");
    const rooms = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}*`, { role: "member" }]));
    expect(await codeOf(await token({ sub: "ana", rooms: rooms(20_000) }))).toBe("bad_token");
    expect(await codeOf(await token({ sub: "ana", rooms: rooms(200) }))).toBe("let in");
  });

  test("when issuer or audience are not the agreed ones", async () => {
    const agreed = { issuer: "https://app.example.com", audience: "parlor" };
    const right = { sub: "ana", iss: agreed.issuer, aud: ["other", agreed.audience] };
    expect(await codeOf(await token(right), agreed)).toBe("let in");
    expect(await codeOf(await token({ ...right, iss: "https://evil.example" }), agreed)).toBe("bad_token");
    expect(await codeOf(await token({ ...right, aud: "other" }), agreed)).toBe("bad_token");
    expect(await codeOf(await token({ sub: "ana" }), agreed)).toBe("bad_token");
  });
});

describe("the token that a guest comes back with", () => {
  test("is this Parlor's own, whatever signs the others, and makes nobody more than a guest", async () => {
    const guest = { id: "guest:1", name: "Gil" };
    const own = await new Tokens(SETTINGS).guestToken(guest);
    expect((await read(own, { secretKey: undefined, jwksUrl: "http://127.0.0.1:1/" })).user).toEqual({
      ...guest,
      guest: true,
    });
    expect(await codeOf(own, { ownSecret: "of another Parlor" })).toBe("bad_token");
  });

  test("cannot be made by the host app's key, nor the host app's by ours", async () => {
    expect(await codeOf(await token({ sub: "ana", iss: "parlor", name: "Ana" }))).toBe("bad_token");
    expect(await codeOf(await token({ sub: "ana", scope: "server" }, { secret: `guest ${SETTINGS.ownSecret}` }))).toBe(
      "bad_token",
    );
  });
});

describe("with keys at an address (JWKS)", () => {
  type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
  const published: object[] = [];
  let pair: Pair;
  let jwksUrl: string;
  let server: Bun.Server<undefined>;
  let asked = 0;
  let down = false;

  const publish = async ({ publicKey }: Pair, kid: string, alg: string) =>
    published.push({ ...(await exportJWK(publicKey)), kid, alg, use: "sig" });
  const signed = (claims: JWTPayload, signer: Pair, kid: string, alg = "RS256") =>
    new SignJWT(claims).setProtectedHeader({ alg, kid }).setExpirationTime("1h").sign(signer.privateKey);

  beforeAll(async () => {
    pair = await generateKeyPair("RS256", { extractable: true });
    await publish(pair, "first", "RS256");
    server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: () => {
        asked++;
        return down ? new Response("down", { status: 500 }) : Response.json({ keys: published });
      },
    });
    jwksUrl = new URL("/jwks.json", server.url).href;
  });
  afterAll(() => server.stop(true));
  const settings = () => ({ secretKey: undefined, jwksUrl });

  test.each(["RS256", "ES256", "EdDSA"])(
    "a token signed by %s lets in, and the keys are asked for once",
    async (alg) => {
      const own = await generateKeyPair(alg, { extractable: true });
      await publish(own, alg, alg);
      const tokens = new Tokens({ ...SETTINGS, ...settings() });
      const before = asked;
      for (const sub of ["ana", "ben", "carla"]) {
        expect(await tokens.read(await signed({ sub }, own, alg, alg))).toMatchObject({ user: { id: sub } });
      }
      expect(asked).toBe(before + 1);
    },
  );

  test("the public key is no secret: a token signed with it as one is refused", async () => {
    const spki = await exportSPKI(pair.publicKey);
    for (const secret of [spki, spki.trim(), JSON.stringify(published[0])]) {
      const confused = new SignJWT({ sub: "ana", scope: "server" }).setProtectedHeader({ alg: "HS256", kid: "first" });
      expect(await codeOf(await confused.setExpirationTime("1h").sign(key(secret)), settings())).toBe("bad_token");
    }
    expect(await codeOf(await token({ sub: "ana" }), settings())).toBe("bad_token");
  });

  test("a key of another is refused, also under a name that is known", async () => {
    const stranger = await generateKeyPair("RS256");
    expect(await codeOf(await signed({ sub: "ana" }, stranger, "first"), settings())).toBe("bad_token");
    expect(await codeOf(await signed({ sub: "ana" }, stranger, "unknown"), settings())).toBe("bad_token");
  });

  test("a key in the token's own header is not looked at", async () => {
    const stranger = await generateKeyPair("RS256", { extractable: true });
    const jwk = await exportJWK(stranger.publicKey);
    const header = { alg: "RS256", jwk, jku: "https://evil.example/jwks.json" };
    const own = await new SignJWT({ sub: "ana" })
      .setProtectedHeader(header)
      .setExpirationTime("1h")
      .sign(stranger.privateKey);
    expect(await codeOf(own, settings())).toBe("bad_token");
  });

  test("a new key is found without a restart", async () => {
    // No cooldown, because a test does not wait for the half minute that an operator does not notice.
    const tokens = new Tokens({ ...SETTINGS, ...settings(), jwksCooldownMs: 0 });
    expect(await tokens.read(await signed({ sub: "ana" }, pair, "first"))).toMatchObject({ user: { id: "ana" } });
    const next = await generateKeyPair("RS256", { extractable: true });
    const early = await signed({ sub: "ana" }, next, "second");
    expect(await tokens.read(early)).toMatchObject({ code: "bad_token" });
    await publish(next, "second", "RS256");
    expect(await tokens.read(early)).toMatchObject({ user: { id: "ana" } });
  });

  test("when they cannot be had, that is the server's fault and not the token's", async () => {
    const good = await signed({ sub: "ana" }, pair, "first");
    down = true;
    const tokens = new Tokens({ ...SETTINGS, ...settings(), jwksCooldownMs: 0 });
    const failed = await tokens.read(good).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Error);
    down = false;
    expect(await tokens.read(good)).toMatchObject({ user: { id: "ana" } });

    const nobodyThere = new Tokens({ ...SETTINGS, secretKey: undefined, jwksUrl: "http://127.0.0.1:1/jwks.json" });
    expect(await nobodyThere.read(good).catch((error: unknown) => error)).toBeInstanceOf(Error);
  });

  test("known keys go on working while they cannot be had", async () => {
    const tokens = new Tokens({ ...SETTINGS, ...settings() });
    const good = await signed({ sub: "ana" }, pair, "first");
    await tokens.read(good);
    down = true;
    expect(await tokens.read(good)).toMatchObject({ user: { id: "ana" } });
    down = false;
  });
});
