import { z } from "zod";
import { UserId } from "./ids.ts";

/**
 * Where the kind takes attendance: a member's last connection to the room is gone and did not come back in time, or
 * they are here again. They belong to the room all the while.
 */
export const MemberMoved = z.object({ user: UserId, name: z.string(), here: z.boolean() });
export type MemberMoved = z.infer<typeof MemberMoved>;
