import { z } from "zod";
import { RoomId, UserId } from "./ids.ts";
import { StreamName } from "./streams.ts";

/** Repeated while one types; it ends by itself. Worth no reply. */
export const Typing = z.strictObject({ room: RoomId, on: z.boolean().default(true) });
export type Typing = z.infer<typeof Typing>;

/** One person began or stopped typing. Never sent to the typist's own socket. */
export const TypingSignal = z.object({
  stream: StreamName,
  kind: z.literal("typing"),
  user: UserId,
  name: z.string(),
  on: z.boolean(),
});
export type TypingSignal = z.infer<typeof TypingSignal>;
