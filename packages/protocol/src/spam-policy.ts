import { z } from "zod";
import { Duration } from "./duration.ts";
import { RoleName } from "./ids.ts";

/** What is taken for spam. */
export const SpamPolicy = z.strictObject({
  /** The same text again within this time. "0s" lets it pass. */
  repeatWithin: Duration.default("5m"),
  /** Capitals among the letters, as a share that may not be exceeded in a text of at least `capitalsFrom` letters. */
  capitals: z.number().min(0).max(1).default(0.5),
  capitalsFrom: z.int().min(1).max(1_000).default(10),
  links: z.int().min(0).max(100).default(2),
  /** How often one letter may stand in a row. */
  repeatedLetters: z.int().min(1).max(100).default(6),
  /** Roles that are trusted. */
  except: z.array(RoleName).max(20).default([]),
});
export type SpamPolicy = z.infer<typeof SpamPolicy>;
