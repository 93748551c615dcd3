import { DisplayName, type Hello, type HelloReply } from "@parlor/protocol";
import type { Socket } from "socket.io";
import type { Person } from "../../identity/person.ts";
import type { Outcome } from "../../outcome.ts";
import type { ClientSession } from "./client-session.ts";

type Greet = (hello: Hello, cookie: string | undefined) => Promise<Outcome<{ person: Person; reply: HelloReply }>>;

export type SignedIn =
  | { readonly person: Person; readonly guestToken?: string | undefined }
  | { readonly refused: "Invalid token" | "Authentication required" };

/** Who a handshake is from: by token, by session cookie, or a guest where guests are let in. A payload proves nothing. */
export async function signIn(
  { auth, headers }: Pick<Socket["handshake"], "auth" | "headers">,
  returning: Pick<ClientSession, "guestToken"> | undefined,
  greet: Greet,
): Promise<SignedIn> {
  const token: unknown = auth["token"];
  if (token !== undefined && token !== null && token !== "") {
    const met = typeof token === "string" && (await greet({ token }, undefined));
    return met && met.ok ? { person: met.reply.person } : { refused: "Invalid token" };
  }
  if (headers.cookie !== undefined) {
    const met = await greet({}, headers.cookie);
    if (met.ok) return { person: met.reply.person };
  }
  if (returning?.guestToken !== undefined) {
    const met = await greet({ token: returning.guestToken }, undefined);
    if (met.ok) return { person: met.reply.person, guestToken: returning.guestToken };
  }
  const met = await greet({ guest: { name: guestName(auth) } }, undefined);
  return met.ok
    ? { person: met.reply.person, guestToken: met.reply.reply.guestToken }
    : { refused: "Authentication required" };
}

function guestName(auth: Readonly<Record<string, unknown>>): string {
  for (const field of ["username", "user_name", "name"]) {
    const name = DisplayName.safeParse(auth[field]);
    if (name.success) return name.data;
  }
  return "Guest";
}
