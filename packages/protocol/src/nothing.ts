import { z } from "zod";

/** A reply that says only that it was done. */
export const Nothing = z.object({});
export type Nothing = z.infer<typeof Nothing>;
