import { z } from "zod";
import { Key, RoleName, RoomId } from "./ids.ts";
import { line } from "./text.ts";

/** Goes in and sits down, in one step. Without `role`, the first of one's own that has a seat. */
export const TakeSeat = z.strictObject({
  room: RoomId,
  key: Key,
  role: RoleName.optional(),
  scenario: line({ min: 1, max: 64 }).optional(),
});
export type TakeSeat = z.infer<typeof TakeSeat>;

export const TakeSeatReply = z.object({ room: RoomId, role: RoleName });
export type TakeSeatReply = z.infer<typeof TakeSeatReply>;

/** Which of the kind's scenarios this conversation plays. */
export const ScenarioChosen = z.object({ scenario: z.string() });
export type ScenarioChosen = z.infer<typeof ScenarioChosen>;
