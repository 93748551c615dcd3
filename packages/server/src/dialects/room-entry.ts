import { BOUNDS, type Cursor, type Reply, type RoomEvent, type RoomId } from "@parlor/protocol";
import type { Caller } from "../commands/engine.ts";
import { done, type Outcome } from "../outcome.ts";
import type { Asking } from "./asking.ts";

export interface Entered {
  readonly opened: Reply<"open_room">;
  /** What the client is to be shown, oldest first: the newest lines, or exactly what it missed. */
  readonly events: readonly RoomEvent[];
  /** Whatever comes after this comes live. */
  readonly upTo: Cursor;
  readonly returned: boolean;
}

export interface EntryWishes {
  /** How many of the events that are lines a newcomer sees. */
  readonly lines: number;
  readonly isLine: (event: RoomEvent) => boolean;
  /** How far a returning client got before. */
  readonly after: Cursor | undefined;
}

interface Pages {
  readonly upTo: Cursor;
  readonly events: RoomEvent[];
}

/** Who missed more than this sees the newest lines like a newcomer. */
const MAX_MISSED = 5_000;
const MAX_PAGES = 50;

/**
 * Opens a room and gathers what its client has to see first. Pages are read before the room is opened: from there to
 * the first live event nothing may wait.
 */
export async function enterRoom(
  ask: Asking,
  room: RoomId,
  caller: Caller,
  wishes: EntryWishes,
  tries = 3,
): Promise<Outcome<Entered>> {
  const missed = wishes.after ? await readMissed(ask, room, caller, wishes.after) : done(undefined);
  if (!missed.ok) return missed;
  const read = missed.reply ? done(missed.reply) : await readNewest(ask, room, caller, wishes);
  if (!read.ok) return read;

  const { upTo, events } = read.reply;
  const opened = await ask("open_room", { room, after: upTo }, caller);
  if (!opened.ok) return opened;
  const { epoch, head, gap } = opened.reply;
  if (gap && tries > 1) {
    // So much came in between the two that memory does not reach back. Nothing of it may be shown out of order.
    await ask("close_view", { room }, caller);
    return enterRoom(ask, room, caller, wishes, tries - 1);
  }

  const all = [...events, ...(opened.reply.events as RoomEvent[])];
  const returned = missed.reply !== undefined;
  return done({
    opened: opened.reply,
    events: returned ? all : all.filter(wishes.isLine).slice(-wishes.lines),
    upTo: { epoch, seq: head },
    returned,
  });
}

async function readMissed(
  ask: Asking,
  room: RoomId,
  caller: Caller,
  after: Cursor,
): Promise<Outcome<Pages | undefined>> {
  const events: RoomEvent[] = [];
  for (let seq = after.seq; events.length < MAX_MISSED;) {
    const page = await ask("load_history", { room, after: seq, limit: BOUNDS.historyPage }, caller);
    if (!page.ok) return page;
    if (page.reply.epoch !== after.epoch) return done(undefined);
    events.push(...(page.reply.events as RoomEvent[]));
    seq = page.reply.to;
    if (page.reply.events.length < BOUNDS.historyPage) return done({ events, upTo: { epoch: after.epoch, seq } });
  }
  return done(undefined);
}

async function readNewest(
  ask: Asking,
  room: RoomId,
  caller: Caller,
  { lines, isLine }: EntryWishes,
): Promise<Outcome<Pages>> {
  const newest = await ask("load_history", { room, limit: BOUNDS.historyPage }, caller);
  if (!newest.ok) return newest;
  const { epoch, to } = newest.reply;
  const events = newest.reply.events as RoomEvent[];
  let { from } = newest.reply;
  for (let pages = 1; from > 1 && events.filter(isLine).length < lines && pages < MAX_PAGES; pages++) {
    const page = await ask("load_history", { room, before: from, limit: BOUNDS.historyPage }, caller);
    if (!page.ok) return page;
    events.unshift(...(page.reply.events as RoomEvent[]));
    from = page.reply.from;
  }
  return done({ events, upTo: { epoch, seq: to } });
}
