import type { EventRow, MessageRow, Row } from "@parlor/client";
import { expect, test } from "bun:test";
import { type Listed, listed } from "./items.ts";

const MINUTE = 60_000;
const dayKey = (at: number) => String(Math.floor(at / (24 * 60 * MINUTE)));

const said = (seq: number, actor: string, minute: number, more: Partial<MessageRow["message"]> = {}): MessageRow => ({
  kind: "message",
  key: `${actor}/${seq}`,
  seq,
  actor,
  at: minute * MINUTE,
  stage: "confirmed",
  waiting: [],
  message: { name: actor, text: "x", ...more },
});
const came = (seq: number, minute: number): EventRow => ({
  kind: "event",
  key: `#${seq}`,
  seq,
  at: minute * MINUTE,
  event: {
    seq,
    id: "e",
    at: 0,
    actor: "a",
    type: "member_joined",
    data: { user: "a", name: "a", role: "member", no: 0 },
  },
});

/** The list as a line: "day Ana+ ana" is a day, a message with its name, and one that goes on. */
const drawn = (rows: readonly Row[], after?: number, me?: string) =>
  lineOf(
    listed({ rows, reachesStart: false, divider: after === undefined ? undefined : { after, unread: 2 } }, dayKey, me),
  );

const lineOf = ({ items }: Listed) =>
  items.map((item) => {
    if (item.kind === "message") return item.goesOn ? item.row.actor : `${item.row.actor}+`;
    return item.kind === "news" ? `news${item.events.length}` : item.kind;
  });

test("a person who goes on within five minutes is named once", () => {
  expect(drawn([said(1, "a", 0), said(2, "a", 4), said(3, "a", 9), said(4, "b", 9)])).toEqual([
    "day",
    "a+",
    "a",
    "a+",
    "b+",
  ]);
});

test("an answer always shows who gives it", () => {
  expect(drawn([said(1, "a", 0), said(2, "a", 1, { replyTo: 1 })])).toEqual(["day", "a+", "a+"]);
});

test("a new day has its line, and nobody goes on over midnight", () => {
  const midnight = 24 * 60;
  expect(drawn([said(1, "a", midnight - 1), said(2, "a", midnight + 1)])).toEqual(["day", "a+", "day", "a+"]);
});

test("what happens in a row stands together, and a message after it has a name again", () => {
  expect(drawn([said(1, "a", 0), came(2, 0), came(3, 1), said(4, "a", 1)])).toEqual(["day", "a+", "news2", "a+"]);
});

test("that somebody has a name now says nothing, and takes nothing apart", () => {
  const named: EventRow = {
    ...came(2, 0),
    event: { ...came(2, 0).event, type: "member_changed", data: { user: "a", role: "member", name: "Ana" } },
  };
  expect(drawn([said(1, "a", 0), named, said(3, "a", 1)])).toEqual(["day", "a+", "a"]);
});

/** What differs when a room is loaded anew is where "new" begins, and where the first page does. */
test("messages of one person stand together after a reload as before, but for the line of what is new", () => {
  const rows = [said(1, "a", 0), said(2, "a", 1), said(3, "a", 2)];
  const whole = ["day", "a+", "a", "a"];
  expect(drawn(rows)).toEqual(whole);
  expect(drawn(structuredClone(rows))).toEqual(whole);
  expect(drawn(rows, 3)).toEqual(whole);
  expect(drawn(rows, 1)).toEqual(["day", "a+", "unread", "a+", "a"]);
  expect(drawn([{ kind: "hole", key: "hole/1", from: 1, to: 1 }, ...rows.slice(1)])).toEqual([
    "hole",
    "day",
    "a+",
    "a",
  ]);
});

test("the line of what is new stands before the first message of somebody else", () => {
  expect(drawn([said(1, "a", 0), said(2, "me", 1), said(3, "a", 2)], 1, "me")).toEqual([
    "day",
    "a+",
    "me+",
    "unread",
    "a+",
  ]);
  expect(drawn([said(1, "a", 0), said(2, "me", 1)], 1, "me")).toEqual(["day", "a+", "me+"]);
});

test("an unchanged message is the same object again, so that it is not drawn again", () => {
  const rows = [said(1, "a", 0), said(2, "a", 1)];
  const first = listed({ rows, reachesStart: true, divider: undefined }, dayKey, undefined).items;
  const more = { rows: [...rows, said(3, "b", 2)], reachesStart: true, divider: undefined };
  const again = listed(more, dayKey, undefined).items;
  expect(again[2]).toBe(first[2]);
  expect(again[3]).toBe(first[3]);
});

test("going on from an earlier list comes to the same as going through all of it", () => {
  const hole = { kind: "hole" as const, key: "hole/90", from: 90, to: 95 };
  const midnight = 24 * 60;
  const rows = [
    said(1, "a", 0),
    said(2, "a", 1),
    came(3, 1),
    came(4, 2),
    said(5, "b", midnight - 1),
    said(6, "b", midnight + 1),
    hole,
    said(96, "b", midnight + 2),
  ];
  const timeline = (to: number, reachesStart = true) => ({ rows: rows.slice(0, to), reachesStart, divider });
  const divider = { after: 4, unread: 2 };
  for (let from = 0; from <= rows.length; from += 1) {
    for (let to = 0; to <= rows.length; to += 1) {
      const earlier = listed(timeline(from), dayKey, "me");
      expect(lineOf(listed(timeline(to), dayKey, "me", earlier))).toEqual(lineOf(listed(timeline(to), dayKey, "me")));
    }
  }
  // What else it was made of counts, too.
  const earlier = listed(timeline(6), dayKey, "me");
  expect(lineOf(listed(timeline(8, false), dayKey, "me", earlier))).not.toContain("start");
  expect(lineOf(listed(timeline(8), dayKey, "b", earlier))).not.toContain("unread");
  const changed = { ...timeline(8), rows: rows.with(1, said(2, "c", 1)) };
  expect(lineOf(listed(changed, dayKey, "me", earlier))).toContain("c+");
  expect(earlier.items).toEqual(listed(timeline(6), dayKey, "me").items);
});
