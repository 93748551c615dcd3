import { z } from "zod";

/**
 * Where somebody is. Any two numbers pass here: a place that is not on Earth is refused by the rules, with a sentence
 * that a person can read, and stored places have 5 decimals.
 */
export const Location = z.strictObject({ lat: z.number(), lng: z.number() });
export type Location = z.infer<typeof Location>;
