import { Time, User } from "@parlor/protocol";
import { z } from "zod";
import { done } from "../outcome.ts";
import { type Endpoint, forSomebody } from "./endpoint.ts";

const Me = z.object({
  user: User,
  roles: z.array(z.string()),
  scopes: z.array(z.enum(["server", "admin"])),
  expiresAt: Time.optional(),
});

/** What one may ask about oneself. */
export function personEndpoints(): Endpoint[] {
  return [
    forSomebody({
      method: "get",
      path: "/me",
      title: "Who am I?",
      about: "As the token, or the session, says.",
      takes: z.strictObject({}),
      reply: Me,
      answer: async (_, { user, roles, server, admin, expiresAt }) =>
        done<z.infer<typeof Me>>({
          user,
          roles: [...roles],
          scopes: [...(server ? (["server"] as const) : []), ...(admin ? (["admin"] as const) : [])],
          ...(expiresAt !== undefined && { expiresAt }),
        }),
    }),
  ];
}
