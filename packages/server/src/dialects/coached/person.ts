import type { Acquaintance } from "../../presence/whereabouts.ts";
import { idOnWire } from "./id-on-wire.ts";

/** Roles as these clients write them. */
const ROLES = { client: "0", assistant: "1" } as const;
export type Role = keyof typeof ROLES;

/** Undefined for everybody who is neither: they may connect, and nothing more. */
export function roleOf({ roles, user }: Pick<Acquaintance, "user" | "roles">): Role | undefined {
  if (user.guest) return undefined;
  if (roles.includes("assistant")) return "assistant";
  return roles.includes("client") ? "client" : undefined;
}

export function personOnWire({ user }: Pick<Acquaintance, "user">, role: Role) {
  const { id, name } = user;
  return {
    user_id: idOnWire(id),
    username: name,
    name,
    role: ROLES[role],
    username_key: `username:${name}${ROLES[role]}`,
  };
}
