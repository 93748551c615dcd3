import { Unanswered } from "@parlor/client";
import { useEffect, useState } from "react";

/** Somebody of the demonstration. */
export interface Role {
  readonly role: string;
  readonly name: string;
}

/** What the server offers to those who come. */
export interface Entrances {
  readonly guests: boolean;
  readonly service?: { readonly name: string; readonly path: string };
  readonly tryAs?: readonly Role[];
}

/** Undefined until the server has answered. Without an answer, the door stays as it is. */
export function useEntrances(): Entrances | undefined {
  const [entrances, setEntrances] = useState<Entrances>();
  useEffect(() => {
    const leaving = new AbortController();
    fetch("/v1/entrances", { signal: leaving.signal })
      .then((response) => response.json() as Promise<Entrances>)
      .then(setEntrances)
      // Whoever then signs in hears that the server cannot be reached.
      .catch(() => {});
    return () => leaving.abort();
  }, []);
  return entrances;
}

/** A token for somebody of the demonstration. Rejects while the server cannot be reached, which is no fault of the page. */
export async function tokenFor(role: string): Promise<string> {
  const response = await fetch("/v1/demo/session", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ role }),
  }).catch(() => {
    throw new Unanswered("The server cannot be reached.");
  });
  // No demonstration here any more: without a token, the server shows one out.
  if (response.status >= 400 && response.status < 500) return "none";
  const { token } = (await response.json()) as { readonly token: string };
  return token;
}
