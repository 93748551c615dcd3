import { z } from "zod";
import { Key, RoomId } from "./ids.ts";
import { Kind } from "./kind.ts";

/** Judges a running room by its kind as it is now. Only a back end can. */
export const ChangeKind = z.strictObject({ room: RoomId, key: Key });
export type ChangeKind = z.infer<typeof ChangeKind>;

export const ChangeKindReply = z.object({ room: RoomId, version: z.int() });
export type ChangeKindReply = z.infer<typeof ChangeKindReply>;

/** From here on the room has these rules. */
export const KindChanged = z.object({ kind: Kind });
export type KindChanged = z.infer<typeof KindChanged>;
