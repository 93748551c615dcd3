import type { StoredEvent } from "@parlor/protocol";
import { Chatter } from "./chatter.ts";
import { serverToken } from "./tokens.ts";

/** A room's whole log, as a back end reads it page by page. */
export async function logOf(door: string, room: string): Promise<StoredEvent[]> {
  const backEnd = await Chatter.hello(door, serverToken());
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await backEnd.ask("load_history", { room, after: events.at(-1)?.seq ?? 0, limit: 200 });
    events.push(...page.events);
    if (page.events.length === 0) break;
  }
  await backEnd.leave();
  return events;
}
