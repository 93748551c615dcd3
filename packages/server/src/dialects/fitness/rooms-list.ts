import type { Reply, RoomId } from "@parlor/protocol";
import type { Person } from "../../identity/person.ts";
import { done, type Outcome } from "../../outcome.ts";
import type { Asking } from "../asking.ts";
import { escapeHtml } from "../../http/html.ts";

interface ListedRoom {
  readonly name: string;
  readonly description: string;
  readonly created_at: string;
}

type Summary = Reply<"list_rooms">["rooms"][number];

/** The kinds of room that this app is made of. */
const KINDS: ReadonlySet<string> = new Set(["community", "group"]);

/** Of those open to all, and of one's own: more no client is sent, and no longer is looked for them among rooms of others. */
const MAX_ROOMS = 1_000;
const PAGE = 200;
const MAX_PAGES = 25;

/** Everything the person may see: what is open to all, and their own. */
export async function roomsList(ask: Asking, person: Person): Promise<Outcome<readonly ListedRoom[]>> {
  const rooms = new Map<string, ListedRoom>();
  for (const of of ["listed", "mine"] as const) {
    const found = await roomsOf(ask, person, of);
    if (!found.ok) return found;
    for (const room of found.reply) rooms.set(room.room, listed(room));
  }
  return done([...rooms.values()]);
}

async function roomsOf(ask: Asking, person: Person, of: "listed" | "mine"): Promise<Outcome<readonly Summary[]>> {
  // Without a view: these clients do not know the news of a room, and following them takes a place among the rooms one may be in.
  const caller = { person, view: undefined };
  const found: Summary[] = [];
  let after: RoomId | undefined;
  for (let pages = 0; pages < MAX_PAGES && found.length < MAX_ROOMS; pages++) {
    const page = await ask("list_rooms", { of, limit: PAGE, ...(after !== undefined && { after }) }, caller);
    if (!page.ok) return page;
    found.push(...page.reply.rooms.filter(({ closed, kind }) => !closed && KINDS.has(kind)));
    after = page.reply.next;
    if (after === undefined) break;
  }
  return done(found.slice(0, MAX_ROOMS));
}

const listed = ({ room, description, createdAt }: Summary): ListedRoom => ({
  name: escapeHtml(room),
  description: escapeHtml(description),
  created_at: new Date(createdAt).toISOString(),
});
