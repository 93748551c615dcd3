import type { EventRow, HoleRow, MessageRow, RoomTimeline, Row } from "@parlor/client";
import { sameUntil } from "./same-until.ts";

/** What stands in the list, from top to bottom. */
export type Item = MessageItem | CardItem | NewsItem | DayItem | UnreadItem | HoleRow | StartItem;

export interface MessageItem {
  readonly kind: "message";
  readonly key: string;
  readonly row: MessageRow;
  /** The same person went on, shortly after: no name and no picture again. */
  readonly goesOn: boolean;
}

/** A card of the collection that somebody put into the conversation. */
export interface CardItem {
  readonly kind: "card";
  readonly key: string;
  readonly at: number;
  readonly shared: SharedEvent;
}

export type SharedEvent = Extract<EventRow["event"], { type: "item_shared" }>;

/** What happened besides messages. Many in a row stand in one line. */
export interface NewsItem {
  readonly kind: "news";
  readonly key: string;
  readonly at: number;
  readonly events: readonly EventRow[];
}

export interface DayItem {
  readonly kind: "day";
  readonly key: string;
  readonly at: number;
}

export interface UnreadItem {
  readonly kind: "unread";
  readonly key: string;
  readonly count: number;
}

/** Above the first message there ever was. */
export interface StartItem {
  readonly kind: "start";
  readonly key: string;
}

const TOGETHER_MS = 5 * 60_000;
const QUIET_EVENTS: ReadonlySet<string> = new Set([
  "room_created",
  "kind_changed",
  "searched",
  "checklist_ticked",
  "scenario_chosen",
]);

/** Items of unchanged rows are the same objects as before, so that only what changed is drawn again. */
const known = new WeakMap<MessageRow, MessageItem>();

type Said = Pick<RoomTimeline, "rows" | "divider" | "reachesStart">;

/** The items of a timeline, and how far it was gone through for them. */
export interface Listed {
  readonly items: readonly Item[];
  readonly of: Said;
  readonly dayKey: (at: number) => string;
  readonly me: string | undefined;
  readonly day: string;
  readonly before: MessageRow | undefined;
  readonly isMarked: boolean;
}

/** What is to be drawn. After a list of the same timeline that has only grown since, it goes on from there. */
export function listed(now: Said, dayKey: (at: number) => string, me: string | undefined, last?: Listed): Listed {
  const { rows, divider, reachesStart } = now;
  const from = last && isMore(last, now) && last.dayKey === dayKey && last.me === me ? last : undefined;
  const items: Item[] = from ? [...from.items] : reachesStart ? [{ kind: "start", key: "start" }] : [];
  let day = from?.day ?? "";
  let before = from?.before;
  let isMarked = from?.isMarked ?? (!divider || divider.unread === 0);

  for (const row of from ? rows.slice(from.of.rows.length) : rows) {
    if (row.kind === "event" && isQuiet(row.event)) continue;
    if (row.kind === "hole") {
      items.push(row);
      before = undefined;
      continue;
    }
    const rowDay = dayKey(row.at);
    if (rowDay !== day) {
      items.push({ kind: "day", key: `day/${rowDay}`, at: row.at });
      day = rowDay;
      before = undefined;
    }
    if (divider && !isMarked && isNews(row, divider.after, me)) {
      items.push({ kind: "unread", key: "unread", count: divider.unread });
      isMarked = true;
      before = undefined;
    }
    if (row.kind === "event") {
      if (row.event.type === "item_shared") {
        items.push({ kind: "card", key: `card/${row.key}`, at: row.at, shared: row.event });
      } else addNews(items, row);
      before = undefined;
    } else {
      items.push(messageItem(row, goesOn(before, row)));
      before = row;
    }
  }
  return { items, of: now, dayKey, me, day, before, isMarked };
}

const isMore = ({ of: { rows, divider, reachesStart } }: Listed, now: Said): boolean =>
  divider === now.divider && reachesStart === now.reachesStart && sameUntil(rows, now.rows) === rows.length;

/** That somebody has a name now shows wherever they are named. */
function isQuiet(event: EventRow["event"]): boolean {
  return QUIET_EVENTS.has(event.type) || (event.type === "member_changed" && event.data.name !== undefined);
}

/** One's own words are never new to oneself. */
function isNews(row: Exclude<Row, HoleRow>, after: number, me: string | undefined): boolean {
  return row.kind === "message" && row.seq !== undefined && row.seq > after && row.actor !== me;
}

function goesOn(before: MessageRow | undefined, row: MessageRow): boolean {
  return (
    before !== undefined &&
    before.actor === row.actor &&
    row.at - before.at < TOGETHER_MS &&
    row.message.replyTo === undefined
  );
}

function addNews(items: Item[], row: EventRow): void {
  const last = items.at(-1);
  if (last?.kind === "news") items[items.length - 1] = { ...last, events: [...last.events, row] };
  else items.push({ kind: "news", key: `news/${row.key}`, at: row.at, events: [row] });
}

function messageItem(row: MessageRow, goesOnNow: boolean): MessageItem {
  const item = known.get(row);
  if (item?.goesOn === goesOnNow) return item;

  const made: MessageItem = { kind: "message", key: row.key, row, goesOn: goesOnNow };
  known.set(row, made);
  return made;
}
