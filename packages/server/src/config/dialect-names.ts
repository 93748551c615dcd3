import { z } from "zod";

/** The dialects that existing clients speak. */
const DIALECT_NAMES = ["messenger", "peerprep", "fitness", "cafe", "coached"] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];

/** `all`, `none`, or some of them: "fitness, cafe". */
export const DialectNames = z
  .string()
  .default("all")
  .transform((text, context): ReadonlySet<DialectName> => {
    if (text === "all") return new Set(DIALECT_NAMES);
    if (text === "none") return new Set();
    const names = new Set<DialectName>();
    for (const word of text.split(",").map((part) => part.trim())) {
      const name = DIALECT_NAMES.find((known) => known === word);
      if (name) names.add(name);
      else
        context.addIssue(`must be all, none, or some of ${DIALECT_NAMES.join(", ")}, and not ${JSON.stringify(word)}`);
    }
    return names;
  });
