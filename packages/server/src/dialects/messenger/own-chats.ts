import { BOUNDS, type RoomEvent, type RoomId, roomStream } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import type { Caller } from "../../commands/engine.ts";
import { done, type Outcome } from "../../outcome.ts";
import type { MessengerHouse } from "./house.ts";
import { askerOf, isChat } from "./chat.ts";
import type { Party } from "./sign-in.ts";

const PAGE = 200;
/** More chats than this one client is not shown, the oldest first. */
const MAX_CHATS = 500;

/** A person's chats on the side on which they have signed in, running or over, newest first. */
export async function ownChats(
  { ask, streams }: MessengerHouse,
  party: Party,
  which: "running" | "over",
): Promise<Outcome<readonly RoomState[]>> {
  // Without a view, so that no news are sent that these clients do not know.
  const caller: Caller = { person: party.person, view: undefined };
  const found: { room: RoomId; createdAt: number }[] = [];
  let after: RoomId | undefined;
  do {
    const page = await ask("list_rooms", { of: "mine", limit: PAGE, ...(after !== undefined && { after }) }, caller);
    if (!page.ok) return page;
    found.push(...page.reply.rooms.filter(({ closed }) => closed === (which === "over")));
    after = page.reply.next;
  } while (after !== undefined);

  const newest = found.toSorted((one, other) => other.createdAt - one.createdAt).slice(0, MAX_CHATS);
  const rooms: RoomState[] = [];
  for (const { room } of newest) {
    const state = (await streams.open(roomStream(room))).state as RoomState | undefined;
    if (state && isOwnChat(state, party)) rooms.push(state);
  }
  return done(rooms);
}

/** Whether it is a chat, and theirs as who they are here: some people are now on one side and now on the other. */
export const isOwnChat = (room: RoomState, { person: { user }, side }: Party): boolean =>
  isChat(room) && room.members.has(user.id) && (askerOf(room) === user.id) === (side === "participant");

interface Page {
  readonly events: RoomEvent[];
  readonly to: number;
}

/** What happened in a room after a place in its log, as much as a page holds. */
export async function pageAfter(
  { ask }: Pick<MessengerHouse, "ask">,
  room: RoomId,
  caller: Caller,
  after: number,
): Promise<Outcome<Page>> {
  const page = await ask("load_history", { room, after, limit: BOUNDS.historyPage }, caller);
  return page.ok ? done({ events: page.reply.events as RoomEvent[], to: page.reply.to }) : page;
}

/** More of one conversation no client is sent at once: of a longer one, the newest. */
const MAX_EVENTS = 20_000;

/** All that happened in a room, oldest first, and how far that goes. */
export async function eventsOf(
  house: Pick<MessengerHouse, "ask">,
  room: RoomId,
  caller: Caller,
): Promise<Outcome<Page>> {
  const events: RoomEvent[] = [];
  for (let after = 0; ;) {
    const page = await pageAfter(house, room, caller, after);
    if (!page.ok) return page;
    events.push(...page.reply.events);
    if (events.length > MAX_EVENTS) events.splice(0, events.length - MAX_EVENTS);
    if (page.reply.events.length === 0) return done({ events, to: page.reply.to });
    after = page.reply.to;
  }
}
