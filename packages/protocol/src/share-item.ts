import { z } from "zod";
import { Key, RoomId, Seq } from "./ids.ts";
import { CatalogItem } from "./search-catalog.ts";
import { line } from "./text.ts";

/** Puts a card of the collection into the conversation. */
export const ShareItem = z.strictObject({ room: RoomId, key: Key, item: line({ min: 1, max: 128 }) });
export type ShareItem = z.infer<typeof ShareItem>;

export const ShareItemReply = z.object({ room: RoomId, seq: Seq });
export type ShareItemReply = z.infer<typeof ShareItemReply>;

/** The card as it was when it was shared. */
export const ItemShared = z.object({ name: z.string(), item: CatalogItem });
export type ItemShared = z.infer<typeof ItemShared>;
