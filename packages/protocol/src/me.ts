import { z } from "zod";
import { Capability } from "./kind.ts";
import { User } from "./user.ts";

/** Oneself, as the server knows one on this connection. */
export const Me = User.extend({
  /** What the token lets one do at most, whatever one's role allows. */
  only: z.array(Capability).optional(),
});
export type Me = z.infer<typeof Me>;
