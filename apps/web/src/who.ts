import { wantedRole } from "./start/as-role.ts";
import { recall, remember } from "./stored.ts";

/** As whom this tab is in. */
export type Who =
  | { readonly as: "guest"; readonly name: string }
  | { readonly as: "account" }
  /** Somebody of the demonstration. */
  | { readonly as: "role"; readonly role: string };

const NAME = "parlor who";

/** As whom this tab goes on, unless its address asks for somebody. */
export function presentWho(): Who | undefined {
  return wantedRole() === undefined ? rememberedWho() : undefined;
}

/** Kept per tab first, so that two tabs can be two people. */
function rememberedWho(): Who | undefined {
  return parse(session("get") ?? recall(NAME));
}

export function rememberWho(who: Who | undefined): void {
  const text = who && JSON.stringify(who);
  session("set", text);
  // Another tab asks again: it is there to be somebody else.
  if (who?.as !== "role") remember(NAME, text);
}

function session(what: "get" | "set", text?: string): string | undefined {
  try {
    if (what === "get") return sessionStorage.getItem(NAME) ?? undefined;
    if (text === undefined) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, text);
  } catch {
    // Forbidden by the browser: who this is holds until a reload.
  }
  return undefined;
}

function parse(text: string | undefined): Who | undefined {
  try {
    const who: unknown = JSON.parse(text ?? "null");
    if (typeof who !== "object" || who === null || !("as" in who)) return undefined;
    if (who.as === "account") return { as: "account" };
    if (who.as === "role")
      return "role" in who && typeof who.role === "string" ? { as: "role", role: who.role } : undefined;
    return who.as === "guest" && "name" in who && typeof who.name === "string"
      ? { as: "guest", name: who.name }
      : undefined;
  } catch {
    // Not what this page wrote: nobody is remembered.
    return undefined;
  }
}
