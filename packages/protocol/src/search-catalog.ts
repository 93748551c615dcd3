import { z } from "zod";
import { Key, RoomId } from "./ids.ts";
import { line, text, WebUrl } from "./text.ts";

/** A document of a collection: a product, an article. */
export const CatalogItem = z.object({
  id: line({ min: 1, max: 128 }),
  title: text({ max: 500 }),
  body: text({ max: 10_000 }).prefault(""),
  url: WebUrl.optional(),
  image: WebUrl.optional(),
});
export type CatalogItem = z.infer<typeof CatalogItem>;

/** Looks into the collection of the room's kind. An empty query lists the products by title. */
export const SearchCatalog = z.strictObject({
  room: RoomId,
  key: Key,
  query: line({ max: 500 }),
  /** How many results to skip: the next page. */
  offset: z.int().min(0).max(10_000).default(0),
  limit: z.int().min(1).max(50).default(5),
});
export type SearchCatalog = z.infer<typeof SearchCatalog>;

/** `highlights` are the runs of the body that match, as start and end. */
export const FoundItem = CatalogItem.extend({
  highlights: z.array(z.tuple([z.int().min(0), z.int().min(0)])).optional(),
});
export type FoundItem = z.infer<typeof FoundItem>;

export const SearchCatalogReply = z.object({ total: z.int().min(0), items: z.array(FoundItem) });
export type SearchCatalogReply = z.infer<typeof SearchCatalogReply>;

/** Somebody looked for something: what, and what they were shown. */
export const Searched = z.object({
  query: z.string(),
  offset: z.int().min(0),
  total: z.int().min(0),
  shown: z.array(z.string()),
});
export type Searched = z.infer<typeof Searched>;
