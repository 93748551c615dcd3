import type { Reply } from "@parlor/protocol";
import type { Caller } from "../../commands/engine.ts";
import { done, type Outcome } from "../../outcome.ts";
import type { Asking } from "../asking.ts";
import { escapeHtml } from "../../http/html.ts";

interface ListedRoom {
  readonly name: string;
  readonly description: string;
  readonly created_at: string;
}

/** The kinds of room that this app is made of. */
const KINDS: ReadonlySet<string> = new Set(["community", "group"]);

/** Everything the person may see: what is open to all, and their own. */
export async function roomsList(ask: Asking, caller: Caller): Promise<Outcome<readonly ListedRoom[]>> {
  const rooms = new Map<string, ListedRoom>();
  for (const of of ["listed", "mine"] as const) {
    const list = await ask("list_rooms", { of, limit: 200 }, caller);
    if (!list.ok) return list;
    for (const room of list.reply.rooms) if (!room.closed && KINDS.has(room.kind)) rooms.set(room.room, listed(room));
  }
  return done([...rooms.values()]);
}

const listed = ({ room, description, createdAt }: Reply<"list_rooms">["rooms"][number]): ListedRoom => ({
  name: escapeHtml(room),
  description: escapeHtml(description),
  created_at: new Date(createdAt).toISOString(),
});
