import { Kind, refusal } from "@parlor/protocol";
import { z } from "zod";
import type { Kinds } from "../config/kinds.ts";
import type { Person } from "../identity/person.ts";
import { done, refused } from "../outcome.ts";
import { type Endpoint, forSomebody, judgedInside } from "./endpoint.ts";

/** Kinds, to read and to change. */
export function kindEndpoints(kinds: Pick<Kinds, "all" | "get" | "change">): Endpoint[] {
  return [
    forSomebody({
      method: "get",
      path: "/kinds",
      title: "List the kinds of rooms",
      about: "Each with its policy.",
      takes: z.strictObject({}),
      reply: z.object({ kinds: z.array(Kind) }),
      answer: async () => done({ kinds: kinds.all() }),
    }),
    forSomebody({
      method: "get",
      path: "/kinds/{name}",
      title: "Read a kind of room",
      about: "Its newest version. A running room may still have an older one: its state says which.",
      takes: z.strictObject({ name: z.string() }),
      reply: Kind,
      answer: async ({ name }) => {
        const kind = kinds.get(name);
        return kind ? done(kind) : refused(refusal("no_such_kind", `There is no kind ${JSON.stringify(name)}.`));
      },
    }),
    judgedInside({
      method: "put",
      path: "/kinds/{name}",
      title: "Make or change a kind of room",
      about:
        "For back ends and administrators. The whole document, as its next version; with `version`, only when that is " +
        "still the newest. Running rooms keep their rules until `change_kind`. All faults are told, with their paths.",
      takes: Kind,
      reply: Kind,
      answer: async (document, person) =>
        mayChange(person)
          ? kinds.change(document)
          : refused(refusal("not_allowed", "Only a back end can change kinds.")),
    }),
  ];
}

const mayChange = ({ server, admin }: Person): boolean => server || admin;
