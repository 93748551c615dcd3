export const SESSION_COOKIE = "parlor_session";

/** The value of one cookie in the header that carries them all. */
export function readCookie(header: string | null | undefined, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const [key, ...rest] = part.split("=");
    if (key?.trim() === name) return rest.join("=").trim();
  }
  return undefined;
}

export const hasSession = (header: string | null | undefined): boolean =>
  readCookie(header, SESSION_COOKIE) !== undefined;

interface CookieSettings {
  readonly name: string;
  readonly value: string;
  /** 0 takes the cookie away. */
  readonly seconds: number;
  readonly secure: boolean;
  readonly path?: string;
}

/** No script can read it, and no other site's form can send it. */
export function cookieHeader({ name, value, seconds, secure, path = "/" }: CookieSettings): string {
  return `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}
