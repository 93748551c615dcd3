import { z } from "zod";
import { Duration } from "./duration.ts";
import { RoleName } from "./ids.ts";

/** A conversation with a beginning and an end. */
export const SessionPolicy = z.strictObject({
  starts: z.enum(["when-full", "on-creation"]).default("when-full"),
  /** Without it the session has no clock, and ends by hand, by idleness or when one is left alone. */
  lasts: Duration.optional(),
  /** How much time is left when everybody is told so. */
  warnAt: z.array(Duration).max(10).default([]),
  /** Between the end of the time and the moment everybody goes. Nothing can be sent in it. */
  wrapUp: Duration.default("0s"),
  /** The session ends when nobody of this role does anything for so long. */
  idle: z.strictObject({ role: RoleName, after: Duration }).optional(),
  /** Where people go: back to the lobby, nowhere (the room closes and can be read), or they stay where they are. */
  onEnd: z.enum(["lobby", "close", "stay"]).default("close"),
  /** The session ends so long after all but one left. */
  leftAlone: Duration.optional(),
});
export type SessionPolicy = z.infer<typeof SessionPolicy>;
