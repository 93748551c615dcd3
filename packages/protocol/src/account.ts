import { z } from "zod";
import { DisplayName, RoleName, Time } from "./ids.ts";
import { User } from "./user.ts";
import { line } from "./text.ts";

/** What one signs in with. Written in any case and any way of composing letters, it is the same. */
export const Username = z
  .string()
  .trim()
  .transform((text) => text.normalize("NFKC").toLowerCase())
  .pipe(
    z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{1,31}$/u, "must be 2 to 32 letters, digits, dots or dashes"),
  );
export type Username = z.infer<typeof Username>;

export const Password = z.string().min(8, "must have at least 8 characters").max(256);
export type Password = z.infer<typeof Password>;

/** Makes an account of this Parlor's own, and signs in with it. */
export const SignUp = z.strictObject({ username: Username, password: Password, name: DisplayName.optional() });
export type SignUp = z.infer<typeof SignUp>;

export const SignIn = z.strictObject({
  username: line({ max: 256 }),
  password: z.string().max(256),
  /** As what, where it makes a difference: an account may be somebody's who assists others, and asks at times. */
  role: z.enum(["user", "assistant"]).optional(),
});
export type SignIn = z.infer<typeof SignIn>;

/** What a back end makes of an account. */
export const GrantAccount = z.strictObject({
  username: Username,
  roles: z.array(RoleName).max(20),
  interests: z
    .array(line({ min: 1, max: 200 }))
    .max(50)
    .default([]),
});
export type GrantAccount = z.infer<typeof GrantAccount>;

/** Who is signed in in this browser, and until when. */
export const SignedIn = z.object({ user: User, expiresAt: Time.optional() });
export type SignedIn = z.infer<typeof SignedIn>;
