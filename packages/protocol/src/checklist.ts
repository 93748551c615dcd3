import { z } from "zod";
import { Key, RoomId } from "./ids.ts";
import { line } from "./text.ts";

/** Ticks an item of one's own checklist, or takes the tick back. */
export const TickChecklist = z.strictObject({
  room: RoomId,
  key: Key,
  item: line({ min: 1, max: 64 }),
  on: z.boolean().default(true),
});
export type TickChecklist = z.infer<typeof TickChecklist>;

export const TickChecklistReply = z.object({ room: RoomId, item: z.string(), on: z.boolean() });
export type TickChecklistReply = z.infer<typeof TickChecklistReply>;

/** The actor's own list. */
export const ChecklistTicked = z.object({ item: z.string(), on: z.boolean() });
export type ChecklistTicked = z.infer<typeof ChecklistTicked>;
