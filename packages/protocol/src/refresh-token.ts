import { z } from "zod";
import { Time } from "./ids.ts";
import { Me } from "./me.ts";

/** A new token for the same person, on the live socket. */
export const RefreshToken = z.strictObject({ token: z.string().min(1).max(16_384) });
export type RefreshToken = z.infer<typeof RefreshToken>;

export const RefreshTokenReply = z.object({ user: Me, expiresAt: Time.optional() });
export type RefreshTokenReply = z.infer<typeof RefreshTokenReply>;
