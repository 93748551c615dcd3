import { BOUNDS, type RoomEvent } from "@parlor/protocol";
import type { Caller } from "../../commands/engine.ts";
import { done, type Outcome } from "../../outcome.ts";
import type { Asking } from "../asking.ts";
import { documentMessage, type DocumentMessage } from "./message.ts";

/** How far back an offset reaches; whoever wants more goes by `before`. */
export const MAX_OFFSET = 10_000;

/**
 * The messages before a place in the log, without the `skip` newest of them, oldest first. An offset has to be
 * counted off message by message, because deleted ones do not count.
 */
export async function messagesBefore(
  ask: Asking,
  caller: Caller,
  cafeId: string,
  { before, skip, limit }: { before: number | undefined; skip: number; limit: number },
): Promise<Outcome<readonly DocumentMessage[]>> {
  let found: DocumentMessage[] = [];
  let end = before;
  do {
    const page = await ask("load_history", { room: cafeId, limit: BOUNDS.historyPage, before: end }, caller);
    if (!page.ok) return page;
    const messages = (page.reply.events as RoomEvent[]).flatMap((event) => documentMessage(event, cafeId) ?? []);
    found = [...messages, ...found];
    end = page.reply.from;
  } while (end > 1 && found.length < skip + limit);
  return done(found.slice(Math.max(0, found.length - skip - limit), Math.max(0, found.length - skip)));
}

/** The first place in the log at or after a time. Events are in the order of their times, so halving finds it. */
export async function placeOfTime(
  ask: Asking,
  caller: Caller,
  cafeId: string,
  { time, head }: { time: number; head: number },
): Promise<Outcome<number>> {
  let [low, high] = [1, head + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const page = await ask("load_history", { room: cafeId, after: middle - 1, limit: 1 }, caller);
    if (!page.ok) return page;
    const [event] = page.reply.events;
    if (event && event.at < time) low = middle + 1;
    else high = middle;
  }
  return done(low);
}
