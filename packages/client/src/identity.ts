import type { Hello, HelloReply, RefusalCode } from "@parlor/protocol";
import type { Greeter } from "./connection/connection.ts";
import type { ClientStorage } from "./outbox/storage.ts";

/** Who is connecting: a token from the host app, a guest with a name, or with neither whoever the cookie says. */
export interface IdentityOptions {
  /** Called for every connection. A token that has run out meanwhile is asked for again. */
  readonly getToken?: () => string | Promise<string>;
  readonly guest?: { readonly name: string };
}

/** Makes the hello, and remembers what makes a guest the same guest next time. */
export class Identity implements Greeter {
  readonly #options: IdentityOptions;
  readonly #storage: ClientStorage;
  #guestToken: string | undefined;

  constructor(options: IdentityOptions, storage: ClientStorage) {
    this.#options = options;
    this.#storage = storage;
  }

  async hello(): Promise<Hello> {
    const { getToken, guest } = this.#options;
    if (getToken) return { token: await getToken() };
    if (!guest) return {};

    this.#guestToken ??= await this.#storage.read(this.#note("guest"));
    return this.#guestToken === undefined ? { guest } : { token: this.#guestToken };
  }

  rejected(code?: RefusalCode): boolean {
    if (this.#guestToken === undefined) return code === "token_expired" && this.#options.getToken !== undefined;
    this.#guestToken = undefined;
    void this.#storage.write(this.#note("guest"), undefined).catch(() => {});
    return true;
  }

  async greeted({ user, guestToken }: HelloReply): Promise<void> {
    if (guestToken !== undefined) {
      this.#guestToken = guestToken;
      await this.#storage.write(this.#note("guest"), guestToken);
    }
    await this.#storage.write(this.#note("user"), user.id);
  }

  /** Who it was last time, so that what they left waiting can be shown before there is a connection. */
  lastUser(): Promise<string | undefined> {
    return this.#storage.read(this.#note("user"));
  }

  /** Guests of different names in tabs of one browser are different people. */
  #note(what: string): string {
    return `${what}:${this.#options.guest?.name ?? ""}`;
  }
}
