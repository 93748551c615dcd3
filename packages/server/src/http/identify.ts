import { refusal } from "@parlor/protocol";
import type { Greeting } from "../identity/greeting.ts";
import type { Origins } from "../identity/origins.ts";
import type { Person } from "../identity/person.ts";
import { hasSession } from "../identity/session-cookie.ts";
import { done, type Outcome, refused } from "../outcome.ts";
import { ACT_AS, actingAs } from "./act-as.ts";

export interface IdentifySettings {
  readonly greeting: Pick<Greeting, "meet">;
  readonly origins: Origins;
}

/** Who asks: by their token, or else by the session of their browser. Undefined when they say nothing about it. */
export async function identify(
  request: Request,
  { greeting, origins }: IdentifySettings,
): Promise<Outcome<Person | undefined>> {
  const { headers } = request;
  const authorization = headers.get("authorization");
  if (authorization !== null) {
    const [, token] = /^bearer +(\S+)$/i.exec(authorization) ?? [];
    if (token === undefined) return refused(refusal("bad_token", "Authorization must be: Bearer, a space, the token."));
    const met = await greeting.meet({ token }, undefined);
    return met.ok ? actingAs(met.reply.person, headers.get(ACT_AS)) : met;
  }

  // No token, so the browser may have sent this without its user's will.
  if (
    isUnsafe(request) &&
    (origins.isForeign(request) || (hasSession(headers.get("cookie")) && !headers.has("origin")))
  ) {
    return refused(
      refusal("foreign_origin", "This page may not speak for who is signed in here. See ALLOWED_ORIGINS."),
    );
  }
  if (!hasSession(headers.get("cookie"))) return done(undefined);
  const met = await greeting.meet({}, headers.get("cookie") ?? undefined);
  if (met.ok) return done(met.reply.person);
  return met.refusal.code === "not_signed_in" ? done(undefined) : met;
}

const isUnsafe = ({ method }: Request): boolean => !["GET", "HEAD", "OPTIONS"].includes(method);
