/** What is known about a request besides what it says of itself. */
export interface From {
  /** The network address of whoever asks. */
  readonly address: string;
  /** It came over TLS, so a cookie may be kept for TLS. */
  readonly secure: boolean;
}

export interface FromSettings {
  readonly publicUrl: string | undefined;
  /** A proxy before this server writes `X-Forwarded-For` and `X-Forwarded-Proto`. Without one, anybody could. */
  readonly behindProxy: boolean;
}

export function fromOf({ url, headers }: Request, peer: string, { publicUrl, behindProxy }: FromSettings): From {
  const secure = url.startsWith("https:") || (publicUrl?.startsWith("https:") ?? false);
  if (!behindProxy) return { address: peer, secure };

  // The last one is what the proxy itself saw; those before it are hearsay.
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  const scheme = headers.get("x-forwarded-proto")?.split(",").at(-1)?.trim();
  return { address: forwarded || peer, secure: secure || scheme === "https" };
}
