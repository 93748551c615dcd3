import { z } from "zod";

/** How long: "500ms", "90s", "17m", "2h", "7d". */
export const Duration = z.string().regex(/^\d{1,7}(ms|s|m|h|d)$/, 'must look like "90s" or "17m"');
export type Duration = z.infer<typeof Duration>;
