import { type ChatClient, createChatClient } from "@parlor/client";
import type { EmbedOptions } from "./options.ts";

const sessions = new Map<unknown, Session>();

/** One person's connection. All chats of that person on the page share it. */
export class Session {
  readonly client: ChatClient;
  readonly #name: unknown;
  readonly #options: EmbedOptions;
  #token: string | undefined;
  #users = 0;

  private constructor(name: unknown, url: string, options: EmbedOptions) {
    this.#name = name;
    this.#options = options;
    this.#token = options.token;
    const { token, tokenUrl, getToken, guest } = options;
    const hasToken = token !== undefined || tokenUrl !== undefined || getToken !== undefined;
    this.client = createChatClient({
      url,
      ...(hasToken ? { getToken: () => this.#nextToken() } : guest !== undefined && { guest: { name: guest } }),
    });
  }

  static of(options: EmbedOptions, url: string): Session {
    const { getToken, tokenUrl, token, guest } = options;
    const name = getToken ?? JSON.stringify([url, tokenUrl, token, guest]);
    const session = sessions.get(name) ?? new Session(name, url, options);
    sessions.set(name, session);
    return session;
  }

  enter(): void {
    this.#users += 1;
    if (this.#users === 1) this.client.connect();
  }

  leave(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    this.client.disconnect();
    sessions.delete(this.#name);
  }

  setToken(token: string): void {
    this.#token = token;
    this.client.connect();
    this.client.reconnect();
  }

  /** Where there is a way to get one, the token on the tag saves the first request and is not used again. */
  async #nextToken(): Promise<string> {
    const { getToken, tokenUrl } = this.#options;
    const token = this.#token ?? "";
    if (!getToken && tokenUrl === undefined) return token;
    this.#token = undefined;
    return token || (getToken ? await getToken() : await fetchToken(tokenUrl ?? ""));
  }

  /** The token on the tag has run out. A wrong clock of this machine is set right by the server's, once that is known. */
  get hasExpired(): boolean {
    const expires = this.#token === undefined ? undefined : expiryOf(this.#token);
    return expires !== undefined && expires <= this.client.serverNow();
  }
}

async function fetchToken(url: string): Promise<string> {
  const response = await fetch(url, { credentials: "include", cache: "no-store" });
  if (!response.ok) throw new Error(`${url} answered ${response.status} instead of a token`);
  return (await response.text()).trim();
}

function expiryOf(token: string): number | undefined {
  try {
    const body = token.split(".")[1]?.replaceAll("-", "+").replaceAll("_", "/") ?? "";
    const { exp } = JSON.parse(atob(body)) as { exp?: unknown };
    return typeof exp === "number" ? exp * 1_000 : undefined;
  } catch {
    // Not a token; the server says so itself.
    return undefined;
  }
}
