import { z } from "zod";
import { Duration } from "./duration.ts";
import { RoleName } from "./ids.ts";

/** How many may be inside, in total and of each role. Everybody inside sits on a seat, but for the exempt. */
export const SeatsPolicy = z.strictObject({
  total: z.int().min(1).max(200),
  /** `reserved` seats are kept for the role until that many of it are inside. */
  roles: z
    .record(
      RoleName,
      z.strictObject({ max: z.int().min(0).max(200).optional(), reserved: z.int().min(0).max(200).default(0) }),
    )
    .default({}),
  /** Roles that look on without a seat. */
  exempt: z.array(RoleName).max(20).default([]),
  /** How long a seat waits for somebody whose connection is gone. */
  keepFor: Duration.default("30s"),
});
export type SeatsPolicy = z.infer<typeof SeatsPolicy>;
