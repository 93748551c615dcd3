import { isLoopback } from "../config/loopback.ts";

export interface OriginSettings {
  /** Besides our own: as browsers write them, `https://app.example.com`. */
  readonly allowed: readonly string[];
  readonly publicUrl: string | undefined;
  /** The server can be reached from its own machine only. */
  readonly onLoopback: boolean;
}

/** Whose pages may speak for somebody who is signed in here. Browsers send cookies along whoever asks. */
export class Origins {
  readonly #allowed: ReadonlySet<string>;
  readonly #onLoopback: boolean;

  constructor({ allowed, publicUrl, onLoopback }: OriginSettings) {
    this.#allowed = new Set([...allowed, ...(publicUrl === undefined ? [] : [new URL(publicUrl).origin])]);
    this.#onLoopback = onLoopback;
  }

  /** By host alone for our own pages: behind a proxy, the server cannot tell which scheme the browser used. */
  trusts(origin: string, host: string | null): boolean {
    if (this.#allowed.has(origin)) return true;
    if (!URL.canParse(origin)) return false;
    const { host: originHost, hostname } = new URL(origin);
    // A page under development has another port of the same machine.
    return originHost === host || (this.#onLoopback && isLoopback(hostname));
  }

  /** As `cors` asks: the origin that the answer names, if its pages may read it. */
  readonly named = (
    origin: string,
    { req }: { readonly req: { header(name: string): string | undefined } },
  ): string | null => (this.trusts(origin, req.header("host") ?? null) ? origin : null);

  /** Whether another site's page may be behind this request. One that names no origin comes from no page. */
  isForeign({ headers }: Request): boolean {
    const origin = headers.get("origin");
    return origin !== null && !this.trusts(origin, headers.get("host"));
  }
}
