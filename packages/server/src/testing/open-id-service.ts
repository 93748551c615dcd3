import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { createHash } from "node:crypto";

export const CLIENT = { id: "parlor", secret: "the client's secret" };
const KEY_ID = "key";

/** What this service says otherwise than it should. */
export interface Faults {
  readonly claims?: JWTPayload;
  readonly signedByStranger?: boolean;
  readonly noIdToken?: boolean;
}

/** A small service that speaks OpenID Connect over real HTTP: code flow, with PKCE demanded. Everybody consents at once. */
export async function openIdService() {
  const [own, stranger] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: KEY_ID, alg: "RS256", use: "sig" };
  const codes = new Map<string, URLSearchParams>();
  let person: JWTPayload = { sub: "42", name: "Ana Lima" };
  let faults: Faults = {};

  const authorize = ({ searchParams: asked }: URL): Response => {
    const whole = ["state", "nonce", "code_challenge"].every((name) => (asked.get(name) ?? "").length > 20);
    const right = asked.get("client_id") === CLIENT.id && asked.get("code_challenge_method") === "S256";
    if (!whole || !right || asked.get("response_type") !== "code") return new Response("bad request", { status: 400 });
    const code = crypto.randomUUID();
    codes.set(code, asked);
    const back = new URL(asked.get("redirect_uri") ?? "");
    back.search = new URLSearchParams({ code, state: asked.get("state") ?? "", iss: issuer }).toString();
    return Response.redirect(back.href, 302);
  };

  const token = async (request: Request): Promise<Response> => {
    const form = new URLSearchParams(await request.text());
    const asked = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const secret = form.get("client_secret") === CLIENT.secret;
    const same = asked?.get("redirect_uri") === form.get("redirect_uri") && asked?.get("code_challenge") === challenge;
    if (!asked || !same || !secret) return Response.json({ error: "invalid_grant" }, { status: 400 });

    const claims = { iss: issuer, aud: CLIENT.id, nonce: asked.get("nonce"), ...person, ...faults.claims };
    const idToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: KEY_ID })
      .setIssuedAt()
      .setExpirationTime(faults.claims?.exp ?? "5m")
      .sign((faults.signedByStranger ? stranger : own).privateKey);
    return Response.json({
      access_token: "a",
      token_type: "Bearer",
      expires_in: 300,
      ...(!faults.noIdToken && { id_token: idToken }),
    });
  };

  const server: Bun.Server<undefined> = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch(request): Response | Promise<Response> {
      const url = new URL(request.url);
      switch (url.pathname) {
        case "/.well-known/openid-configuration":
          return Response.json({
            issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${issuer}/token`,
            jwks_uri: `${issuer}/jwks`,
            response_types_supported: ["code"],
            subject_types_supported: ["public"],
            id_token_signing_alg_values_supported: ["RS256"],
          });
        case "/jwks":
          return Response.json({ keys: [jwk] });
        case "/authorize":
          return authorize(url);
        case "/token":
          return token(request);
        default:
          return new Response("not found", { status: 404 });
      }
    },
  });
  const issuer: string = server.url.origin;

  return {
    issuer,
    signsIn: (as: JWTPayload, wrongly: Faults = {}) => {
      person = as;
      faults = wrongly;
    },
    stop: () => server.stop(true),
  };
}
