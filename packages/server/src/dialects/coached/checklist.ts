import { parseJson } from "../../encoding/parse-json.ts";
import { openItems, type RoomState } from "@parlor/rules";

const MAX_CHARS = 20_000;

/** The items of somebody's own list that a client says are ticked, by their id or text. */
export function ticked(said: unknown, room: RoomState, user: string): readonly string[] {
  const values = typeof said === "string" ? listIn(said) : said;
  if (!Array.isArray(values)) return [];
  const wanted = new Set<unknown>(values);
  return openItems(room, user)
    .filter(({ id, text }) => wanted.has(id) || wanted.has(text))
    .map(({ id }) => id);
}

const listIn = (text: string): unknown => (text.length > MAX_CHARS ? undefined : parseJson(text));
