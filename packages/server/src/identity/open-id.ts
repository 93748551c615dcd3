import { Avatar, DisplayName } from "@parlor/protocol";
import * as client from "openid-client";
import type { Identity } from "../storage/accounts.ts";

export interface OpenIdSettings {
  /** What the button says: "Sign in with …". */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the service sends people back to; registered there. */
  readonly redirectUrl: string;
}

/** What the browser keeps while its person is away at the service. It proves that who returns is who left. */
export interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Arrival {
  readonly identity: Identity;
  readonly name: string;
  readonly avatar: string | undefined;
}

/** Signing in by a service that speaks OpenID Connect: code flow, with PKCE, state and nonce. */
export class OpenId {
  readonly #settings: OpenIdSettings;
  #discovered: Promise<client.Configuration> | undefined;

  constructor(settings: OpenIdSettings) {
    this.#settings = settings;
  }

  get name(): string {
    return this.#settings.name;
  }

  async leave(): Promise<{ readonly address: URL; readonly journey: Journey }> {
    const journey = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const address = client.buildAuthorizationUrl(await this.#service(), {
      redirect_uri: this.#settings.redirectUrl,
      scope: "openid profile",
      state: journey.state,
      nonce: journey.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: "S256",
    });
    return { address, journey };
  }

  /** `search` is what the service put behind our address. Rejects when any of it does not belong to the journey. */
  async arrive(search: string, { state, nonce, verifier }: Journey): Promise<Arrival> {
    // A proxy may have changed the address that we see; the service knows the one that people see.
    const address = new URL(this.#settings.redirectUrl);
    address.search = search;
    const tokens = await client.authorizationCodeGrant(await this.#service(), address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error("the service did not say who this is");
    const avatar = Avatar.safeParse(claims["picture"]);
    return {
      identity: { issuer: claims.iss, subject: claims.sub },
      name: nameIn(claims["name"], claims["preferred_username"]),
      avatar: avatar.data,
    };
  }

  /** Asked once; after a failure, again. */
  #service(): Promise<client.Configuration> {
    this.#discovered ??= this.#discover().catch((error: unknown) => {
      this.#discovered = undefined;
      throw error;
    });
    return this.#discovered;
  }

  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const address = new URL(issuer);
    const execute = [client.enableNonRepudiationChecks];
    // Without TLS only on one's own machine, where the settings allow no other.
    if (address.protocol === "http:") execute.push(client.allowInsecureRequests);
    return client.discovery(address, clientId, clientSecret, undefined, { execute });
  }
}

function nameIn(...claims: readonly unknown[]): string {
  for (const claim of claims) {
    const name = DisplayName.safeParse(
      typeof claim === "string" ? claim.replaceAll(/\p{C}/gu, " ").slice(0, 64) : claim,
    );
    if (name.success) return name.data;
  }
  return "Somebody";
}
