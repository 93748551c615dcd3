import { z } from "zod";
import { DisplayName, UserId } from "./ids.ts";

/** A person as others see them. `guest` is shown wherever the name is. */
export const User = z.object({
  id: UserId,
  name: DisplayName,
  guest: z.literal(true).optional(),
  avatar: z.url().max(2_000).optional(),
});
export type User = z.infer<typeof User>;
