import { createHmac } from "node:crypto";
import { SECRET } from "./server.ts";

export type Claims = Readonly<Record<string, unknown>>;

const base64url = (text: string): string => Buffer.from(text).toString("base64url");
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;

/** A token as a host app would sign it, or with `header` and `secret` as it should not. */
export function sign(claims: Claims, secret = SECRET, header: Claims = { alg: "HS256", typ: "JWT" }): string {
  const body = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}`;
  return `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`;
}

export const tokenOf = (sub: string, claims: Claims = {}): string =>
  sign({ sub, name: sub, exp: inSeconds(3_600), ...claims });

/** Of a host app's back end, which may act for any room. */
export const serverToken = (): string => tokenOf("backend", { scope: "server" });

export { inSeconds };
