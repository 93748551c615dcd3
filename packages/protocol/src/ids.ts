import { z } from "zod";
import { name } from "./text.ts";

/** Ids come from host apps and dialects, so they are any short text without control characters. */
const idText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{C}]+$/u, "must not hold control characters");

export const UserId = idText(128);
export type UserId = z.infer<typeof UserId>;

export const RoomId = idText(128);
export type RoomId = z.infer<typeof RoomId>;

/** The sender's own id for one act. With the actor it makes the act once-only. */
export const Key = idText(64);
export type Key = z.infer<typeof Key>;

export const RoleName = z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/, "must be a short lower-case word");
export type RoleName = z.infer<typeof RoleName>;

/** What a person is called. Kept as typed, without outer spaces. */
export const DisplayName = name({ min: 1, max: 64 });
export type DisplayName = z.infer<typeof DisplayName>;

export const Seq = z.int().min(0);
export type Seq = z.infer<typeof Seq>;

/** Milliseconds since 1970, from the server's clock. */
export const Time = z.int();
export type Time = z.infer<typeof Time>;

/** The actor of what the server does by itself: deadlines, idle rooms. Not a possible user id of a token. */
export const SYSTEM = "system";
