import { z } from "zod";
import { Duration } from "./duration.ts";
import { line } from "./text.ts";

/** Which words count as what a room talks about. */
export const TopicsPolicy = z.strictObject({
  minWordLength: z.int().min(1).max(32).default(4),
  maxTopics: z.int().min(1).max(200).default(50),
  /** A word that nobody said for so long is no topic. */
  expiry: Duration.default("1h"),
  /** After this time a mention weighs half. */
  halfLife: Duration.default("15m"),
  /** One person counts once for a word in each such span, however often they say it. */
  perPerson: Duration.default("10m"),
  /** Words to leave out, besides the usual ones of several languages. */
  stopWords: z
    .array(line({ min: 1, max: 64 }))
    .max(1_000)
    .prefault([]),
});
export type TopicsPolicy = z.infer<typeof TopicsPolicy>;
