import { z } from "zod";
import { DisplayName, Time } from "./ids.ts";
import { Me } from "./me.ts";

/** The first frame. With neither token nor guest, the session cookie of the upgrade request speaks. */
export const Hello = z.strictObject({
  token: z.string().min(1).max(16_384).optional(),
  guest: z.strictObject({ name: DisplayName }).optional(),
});
export type Hello = z.infer<typeof Hello>;

export const HelloReply = z.object({
  user: Me,
  now: Time,
  /** When the token runs out: come with a newer one before. */
  expiresAt: Time.optional(),
  /** A guest comes back as the same guest with this token. */
  guestToken: z.string().optional(),
  limits: z.object({
    frameBytes: z.int(),
    resumeCursors: z.int(),
    historyPage: z.int(),
    typingMs: z.int(),
    /** Say something at least this often, or be taken for gone. */
    leaseMs: z.int(),
  }),
});
export type HelloReply = z.infer<typeof HelloReply>;
