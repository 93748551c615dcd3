import { z } from "zod";
import { Seq } from "./ids.ts";
import { line } from "./text.ts";

/** `room:<id>`, `inbox:<user>` or `queue:<id>`. */
export const StreamName = z
  .string()
  .regex(/^(room|inbox|queue):[^\p{C}]{1,128}$/u, "must be room:…, inbox:… or queue:…");
export type StreamName = z.infer<typeof StreamName>;

/** Which incarnation of a log, and how far it was read. A seq means something only beside its epoch. */
export const Cursor = z.strictObject({ epoch: line({ min: 1, max: 32 }), seq: Seq });
export type Cursor = z.infer<typeof Cursor>;

/** A run of seqs that was left out, both ends included. */
export const Gap = z.object({ from: Seq, to: Seq });
export type Gap = z.infer<typeof Gap>;
