import { z } from "zod";
import { DisplayName, UserId } from "./ids.ts";
import { WebUrl } from "./text.ts";

/** Where a picture is. */
export const Avatar = WebUrl;
export type Avatar = z.infer<typeof Avatar>;

/** A person as others see them. `guest` is shown wherever the name is. */
export const User = z.object({
  id: UserId,
  name: DisplayName,
  guest: z.literal(true).optional(),
  avatar: Avatar.optional(),
});
export type User = z.infer<typeof User>;
