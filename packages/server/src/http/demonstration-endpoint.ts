import { User } from "@parlor/protocol";
import { z } from "zod";
import { DEMONSTRATION_PEOPLE } from "../beginnings/demonstration-people.ts";
import type { Tokens } from "../identity/tokens.ts";
import { done } from "../outcome.ts";
import { type Endpoint, forAnybody } from "./endpoint.ts";

type Role = keyof typeof DEMONSTRATION_PEOPLE;
const ROLES = Object.keys(DEMONSTRATION_PEOPLE) as [Role, ...Role[]];

export const DEMONSTRATED = Object.entries(DEMONSTRATION_PEOPLE).map(([role, { user }]) => ({ role, name: user.name }));

/** "Try it as …": somebody to be while there is nothing here but the demonstration. */
export const demonstrationEndpoint = (tokens: Pick<Tokens, "ownToken">): Endpoint =>
  forAnybody({
    method: "post",
    path: "/demo/session",
    title: "Try it as somebody",
    about: "A token for a person of the demonstration. Only where the demonstration is all there is.",
    takes: z.strictObject({ role: z.enum(ROLES) }),
    reply: z.object({ user: User, roles: z.array(z.string()), token: z.string() }),
    answer: async ({ role }) => {
      const { user, roles, claims } = DEMONSTRATION_PEOPLE[role];
      const token = await tokens.ownToken({ ...claims, sub: user.id, name: user.name, roles });
      return done({ user, roles, token });
    },
  });
