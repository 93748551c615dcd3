import { BOUNDS, type Cursor, type Gap, isRoomStream, type Refusal, refusal, type StreamName } from "@parlor/protocol";
import { type RoomState, roomView, type Sight, stateReadFrom, WHOLE_SIGHT } from "@parlor/rules";
import type { Row } from "../storage/store.ts";
import type { OpenStream } from "../streams/open-stream.ts";
import { readableRows } from "../streams/readable-rows.ts";
import { stateToJson } from "../streams/stream-state.ts";
import type { Caller, Engine } from "./engine.ts";
import { historyFloor } from "./visibility.ts";

/** What a reader gets of a stream at one moment: everything after the cursor, or the newest page beside a gap. */
export interface Page {
  readonly status: "events" | "newest" | "reset";
  readonly rows: readonly Row[];
  readonly gap: Gap | undefined;
}

export function pageFor(stream: OpenStream, after: Cursor | null | undefined, sight: Sight, newest: number): Page {
  const visible = (rows: readonly Row[]) => readableRows(rows, sight);
  if (!after || after.epoch !== stream.epoch || after.seq > stream.head) {
    return { status: after ? "reset" : "newest", rows: pageTo(visible(stream.window.newest(newest))), gap: undefined };
  }
  const missed = stream.window.after(after.seq);
  const all = missed && visible(missed);
  if (all && pageFrom(all) === all) return { status: "events", rows: all, gap: undefined };

  const rows = pageTo(visible(stream.window.newest(newest)));
  const to = (rows[0]?.seq ?? stream.head + 1) - 1;
  const from = Math.max(after.seq + 1, sight.from);
  return { status: "newest", rows, gap: from <= to ? { from, to } : undefined };
}

/** Longer ones would wait for their reader by the megabyte, and the reader would be taken for a slow one. */
const MAX_PAGE_CHARS = 200 * 1024;

/** As many of the first rows as make a page: at least one, and the very same when all do. */
export function pageFrom(rows: readonly Row[]): readonly Row[] {
  // Written once already, for somebody who returned from the same place: so all of them make a page.
  if (joined.has(rows)) return rows;
  let chars = 0;
  const end = rows.findIndex(({ json }, index) => (chars += json.length) > MAX_PAGE_CHARS && index > 0);
  return end < 0 ? rows : rows.slice(0, end);
}

/** The same for the last rows. */
export function pageTo(rows: readonly Row[]): readonly Row[] {
  let chars = 0;
  const before = rows.findLastIndex(
    ({ json }, index) => (chars += json.length) > MAX_PAGE_CHARS && index < rows.length - 1,
  );
  return before < 0 ? rows : rows.slice(before + 1);
}

/** Subscribes and looks in the same moment, so that nothing falls between what is shown and what comes live. */
export function startWatching(
  stream: OpenStream,
  { person, view }: Caller,
  { presence }: Pick<Engine, "presence">,
): Refusal | undefined {
  if (!view || view.isWatching(stream.name)) return undefined;
  const onlyLooksOn = isRoomStream(stream.name) && historyFloor(stream.state as RoomState, person) > stream.head;
  if (!view.watch(stream.name, onlyLooksOn ? stream.head : undefined)) {
    return refusal("too_many", `One connection can watch at most ${BOUNDS.roomsPerConnection} rooms.`);
  }
  if (isRoomStream(stream.name)) presence.enter(stream.name, person.user, view, view.status);
  return undefined;
}

export function stopWatching(
  stream: StreamName,
  { person, view }: Caller,
  { presence }: Pick<Engine, "presence">,
): void {
  if (!view?.isWatching(stream)) return;
  view.unwatch(stream);
  if (isRoomStream(stream)) presence.leave(stream, person.user.id, view, 0);
}

/** Rows are JSON already; parsing pages only to write them again would be most of the work. */
export function rowsJson(rows: readonly Row[]): string {
  const known = joined.get(rows);
  if (known !== undefined) return known;
  const json = `[${rows.map((row) => row.json).join(",")}]`;
  joined.set(rows, json);
  return json;
}

/** The same page for everybody who returns from the same place. */
const joined = new WeakMap<readonly Row[], string>();

/** The state of a room as one reader sees it. The part that is the same for all readers is written once per change. */
const shared = new WeakMap<object, string>();

export function stateJson(stream: OpenStream, { from }: Sight = WHOLE_SIGHT): string {
  if (!stream.state) throw new Error(`${stream.name} has no state`);
  const state = isRoomStream(stream.name) ? stateReadFrom(stream.state as RoomState, from) : stream.state;
  const known = shared.get(state);
  if (known) return known;

  const json = isRoomStream(stream.name)
    ? JSON.stringify(roomView(state as RoomState, BOUNDS.membersListed))
    : stateToJson(stream.name, state);
  shared.set(state, json);
  return json;
}
