import { z } from "zod";
import { Key, RoleName, RoomId } from "./ids.ts";
import { Scenario } from "./panels-policy.ts";
import { line } from "./text.ts";

/** Goes in and sits down, in one step. Without `role`, the first of one's own that has a seat. */
export const TakeSeat = z.strictObject({
  room: RoomId,
  key: Key,
  role: RoleName.optional(),
  scenario: line({ min: 1, max: 64 }).optional(),
  /** What the scenario is, where the kind has none of its own. */
  task: Scenario.optional(),
});
export type TakeSeat = z.infer<typeof TakeSeat>;

export const TakeSeatReply = z.object({ room: RoomId, role: RoleName });
export type TakeSeatReply = z.infer<typeof TakeSeatReply>;

/** Which scenario this conversation plays: one of the kind's, or one that somebody brought. */
export const ScenarioChosen = z.object({ scenario: z.string(), task: Scenario.optional() });
export type ScenarioChosen = z.infer<typeof ScenarioChosen>;
