import { createHmac } from "node:crypto";
import { expect, test } from "bun:test";
import { errors, jwtVerify } from "jose";
import { type ClaimChecks, readHs256, takeApart } from "./hs256.ts";

const SECRET = new TextEncoder().encode("0123456789abcdef0123456789abcdef");
const NOW = Math.floor(Date.now() / 1_000);
const SOON = NOW + 3_600;

const encoded = (part: unknown): string =>
  (part instanceof Uint8Array ? Buffer.from(part) : Buffer.from(JSON.stringify(part))).toString("base64url");
const signedText = (text: string, secret = SECRET): string =>
  `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
const signed = (body: unknown, header: unknown = { alg: "HS256" }): string =>
  signedText(`${encoded(header)}.${encoded(body)}`);

const verdict = (error: unknown): string => {
  if (error instanceof errors.JWTExpired) return "expired";
  if (error instanceof errors.JOSEError) return "refused";
  throw error;
};
const ours = (token: string, checks: ClaimChecks): unknown => {
  try {
    return readHs256(takeApart(token), SECRET, checks);
  } catch (error) {
    return verdict(error);
  }
};
const ofJose = async (token: string, { issuer, audience, requiredClaims }: ClaimChecks): Promise<unknown> =>
  jwtVerify(token, SECRET, {
    algorithms: ["HS256"],
    ...(issuer && { issuer }),
    ...(audience && { audience }),
    requiredClaims: [...(requiredClaims ?? [])],
  }).then(({ payload }) => payload, verdict);

const GOOD = { sub: "ana", name: "Ana Lîma 👋", exp: SOON, rooms: { "order-*": { role: "member" } } };
const ENDS: ClaimChecks = { requiredClaims: ["exp"] };
const AGREED: ClaimChecks = { issuer: "https://app.example", audience: "parlor" };

const TOKENS: readonly (readonly [what: string, token: string, checks: ClaimChecks, verdict: unknown])[] = [
  ["a good one", signed(GOOD), ENDS, GOOD],
  ["a type is no matter", signed(GOOD, { typ: "JWT", alg: "HS256", kid: "k" }), ENDS, GOOD],
  ["no end, where none is asked for", signed({ sub: "ana" }), {}, { sub: "ana" }],
  ["no end", signed({ sub: "ana" }), ENDS, "refused"],
  ["ended", signed({ ...GOOD, exp: NOW - 1 }), ENDS, "expired"],
  ["ends this second", signed({ ...GOOD, exp: NOW }), ENDS, "expired"],
  ["ends as text", signed({ ...GOOD, exp: String(SOON) }), ENDS, "refused"],
  ["ends never", signed({ ...GOOD, exp: null }), ENDS, "refused"],
  ["not yet", signed({ ...GOOD, nbf: SOON }), ENDS, "refused"],
  ["begun", signed({ ...GOOD, nbf: NOW - 5 }), ENDS, { ...GOOD, nbf: NOW - 5 }],
  ["begins as text", signed({ ...GOOD, nbf: "now" }), ENDS, "refused"],
  ["issued as text", signed({ ...GOOD, iat: "now" }), ENDS, "refused"],
  ["agreed", signed({ iss: AGREED.issuer, aud: "parlor" }), AGREED, { iss: AGREED.issuer, aud: "parlor" }],
  ["for several", signed({ iss: AGREED.issuer, aud: ["x", "parlor"] }), AGREED, expect.objectContaining({})],
  ["for others", signed({ iss: AGREED.issuer, aud: ["x", "parlor2"] }), AGREED, "refused"],
  ["for an object", signed({ iss: AGREED.issuer, aud: { parlor: 1 } }), AGREED, "refused"],
  ["by another", signed({ iss: "https://evil.example", aud: "parlor" }), AGREED, "refused"],
  ["by nobody", signed({ aud: "parlor" }), AGREED, "refused"],
  ["by a list", signed({ iss: [AGREED.issuer], aud: "parlor" }), AGREED, "refused"],
  ["another algorithm", signed(GOOD, { alg: "HS512" }), ENDS, "refused"],
  ["no algorithm", signed(GOOD, { typ: "JWT" }), ENDS, "refused"],
  ["an unknown extension", signed(GOOD, { alg: "HS256", crit: ["x"], x: 1 }), ENDS, "refused"],
  ["no list of extensions", signed(GOOD, { alg: "HS256", crit: "x" }), ENDS, "refused"],
  ["a body that is not encoded", signed(GOOD, { alg: "HS256", crit: ["b64"], b64: false }), ENDS, "refused"],
  ["a list as a body", signed([GOOD]), {}, "refused"],
  ["nothing as a body", signed(null), {}, "refused"],
  ["a list as a header", signed(GOOD, ["HS256"]), ENDS, "refused"],
  ["bytes that are no text", signed(new Uint8Array([0x7b, 0xff, 0x7d])), {}, "refused"],
  ["no JSON", signed(new Uint8Array([0x7b])), {}, "refused"],
  ["another secret", signedText(signed(GOOD).split(".", 2).join("."), new Uint8Array(32)), ENDS, "refused"],
  ["no signature", `${signed(GOOD).split(".", 2).join(".")}.`, ENDS, "refused"],
  ["half a signature", signed(GOOD).slice(0, -20), ENDS, "refused"],
  ["a longer signature", `${signed(GOOD)}AAAA`, ENDS, "refused"],
  ["a fourth part", `${signed(GOOD)}.e30`, ENDS, "refused"],
  ["two parts", signed(GOOD).split(".", 2).join("."), ENDS, "refused"],
  ["nothing", "", ENDS, "refused"],
  ["an expired forgery", signed({ ...GOOD, exp: 1 }).slice(0, -1), ENDS, "refused"],
];

test.each(TOKENS)("[TRUST-6] judges as jose does: %s", async (_what, token, checks, expected) => {
  expect(ours(token, checks)).toEqual(expected);
  expect(await ofJose(token, checks)).toEqual(expected);
});

test("[TRUST-6] one bit of a signature, wherever it is, makes a token nobody's", () => {
  const token = signed(GOOD);
  const from = token.lastIndexOf(".") + 1;
  for (let at = from; at < token.length; at++) {
    const other = token[at] === "A" ? "B" : "A";
    expect(ours(token.slice(0, at) + other + token.slice(at + 1), ENDS)).toBe("refused");
  }
});
