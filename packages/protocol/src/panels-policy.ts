import { z } from "zod";
import { RoleName } from "./ids.ts";
import { line, text } from "./text.ts";

/** What is shown beside the conversation. `workspace` is a place for whatever the host app shows there. */
export const Panel = z.enum(["instructions", "checklist", "products", "search", "map", "workspace"]);
export type Panel = z.infer<typeof Panel>;

export const ChecklistItem = z.strictObject({ id: line({ min: 1, max: 64 }), text: line({ min: 1, max: 500 }) });
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** The task of one conversation: chosen when a seat is taken, shown to those inside. */
export const Scenario = z.strictObject({
  title: line({ max: 200 }).prefault(""),
  /** Markdown. */
  text: text({ min: 1, max: 20_000 }),
  type: line({ max: 64 }).optional(),
  constraint: text({ max: 2_000 }).optional(),
});
export type Scenario = z.infer<typeof Scenario>;

/** Which panels a role has. */
export const Panels = z.record(RoleName, z.array(Panel).max(Panel.options.length));
/** Markdown for each role. */
export const Instructions = z.record(RoleName, text({ max: 20_000 }));
export const Checklists = z.record(RoleName, z.array(ChecklistItem).max(50));
export const Scenarios = z.record(z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "must be a short word"), Scenario);
