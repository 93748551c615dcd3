import { z } from "zod";
import { done } from "../outcome.ts";
import { type Endpoint, forAnybody } from "./endpoint.ts";

const Entrances = z.object({
  guests: z.boolean(),
  accounts: z.boolean(),
  /** Another service to sign in with: a link to `path`. */
  service: z.object({ name: z.string(), path: z.string() }).optional(),
  /** Whom one can be to try it out, where the demonstration is all there is. */
  tryAs: z.array(z.object({ role: z.string(), name: z.string() })).optional(),
});
export type Entrances = z.infer<typeof Entrances>;

/** What a page that greets people can offer them. */
export const entranceEndpoint = (entrances: Entrances): Endpoint =>
  forAnybody({
    method: "get",
    path: "/entrances",
    title: "How does one get in?",
    about: "What this Parlor offers to those who come without a token.",
    takes: z.strictObject({}),
    reply: Entrances,
    answer: () => done(entrances),
  });
