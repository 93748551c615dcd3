import { inboxStream, type InboxRoom, type Reply } from "@parlor/protocol";
import type { InboxState } from "@parlor/rules";
import type { Summary } from "../storage/store.ts";
import { done } from "../outcome.ts";
import type { Engine, Handler } from "./engine.ts";

export const listRooms: Handler<"list_rooms"> = async ({ of, search, after, limit }, { person, view }, engine) => {
  if (of === "listed") {
    const rooms = await engine.store.listed({ search, after, limit });
    return done(withNext([...rooms], limit));
  }
  const inbox = (await engine.streams.open(inboxStream(person.user.id))).state as InboxState;
  const mine = [...inbox.rooms.values()].toSorted((one, other) => (one.room < other.room ? -1 : 1));
  const start = after === undefined ? 0 : mine.findIndex(({ room }) => room > after);
  const page = start < 0 ? [] : mine.slice(start, start + limit);
  // Before the counts are read: what is said meanwhile is news.
  if (view) for (const { room } of page) engine.news.follow(room, view);
  return done({
    rooms: await summarised(page, engine),
    ...(page.length === limit && { next: page.at(-1)?.room ?? "" }),
  });
};

async function summarised(entries: readonly InboxRoom[], { store }: Engine): Promise<Reply<"list_rooms">["rooms"]> {
  const summaries = new Map(
    (await store.summaries(entries.map(({ room }) => room))).map((summary) => [summary.room, summary]),
  );
  return entries.flatMap(({ room, read, mentions }) => {
    const summary = summaries.get(room);
    return summary ? [{ ...summary, read, mentions: mentions.length }] : [];
  });
}

function withNext(rooms: Summary[], limit: number): Reply<"list_rooms"> {
  return { rooms, ...(rooms.length === limit && { next: rooms.at(-1)?.room ?? "" }) };
}
