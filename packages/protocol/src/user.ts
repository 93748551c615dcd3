import { z } from "zod";
import { DisplayName, UserId } from "./ids.ts";

/** Where a picture is. Pages show it, so it is the web and nothing else that a URL can be. */
export const Avatar = z.url({ protocol: /^https?$/ }).max(2_000);
export type Avatar = z.infer<typeof Avatar>;

/** A person as others see them. `guest` is shown wherever the name is. */
export const User = z.object({
  id: UserId,
  name: DisplayName,
  guest: z.literal(true).optional(),
  avatar: Avatar.optional(),
});
export type User = z.infer<typeof User>;
