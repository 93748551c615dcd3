import { expect, test } from "bun:test";
import { Kind, type RoomEvent } from "@parlor/protocol";
import { PRESETS } from "@parlor/rules";
import { CSV_HEAD, csvLine } from "./csv-line.ts";
import { type Logged, recordsOf } from "./export-records.ts";

const kind = Kind.parse(PRESETS.find(({ name }) => name === "group"));

const logOf = (...drafts: readonly (Pick<RoomEvent, "type" | "data"> & { readonly first?: unknown })[]): Logged[] =>
  drafts.map(({ first, ...draft }, index) => {
    const event = { ...draft, seq: index + 1, id: `e${index}`, at: 1_000 * (index + 1), actor: "ana" } as RoomEvent;
    return { now: event, first: first ? ({ ...event, data: first } as RoomEvent) : event };
  });

const begun = [
  { type: "room_created", data: { kind, title: "Trip", description: "" } },
  { type: "member_joined", data: { user: "ana", name: "Ana", role: "moderator", no: 0 } },
] as const;

test("an edited message has what it said before, with when it began to say so", () => {
  const log = logOf(
    ...begun,
    { type: "message_posted", data: { name: "Ana", no: 1, text: "three" }, first: { name: "Ana", no: 1, text: "one" } },
    { type: "message_edited", data: { target: 3, text: "two" } },
    { type: "message_edited", data: { target: 3, text: "three" } },
  );
  expect(recordsOf("trip", log).find(({ record }) => record === "turn")).toMatchObject({
    text: "three",
    role: "moderator",
    edits: [
      { at: new Date(3_000).toISOString(), text: "one" },
      { at: new Date(4_000).toISOString(), text: "two" },
    ],
  });
});

test("of a deleted message nothing is told but that it was there and who deleted it", () => {
  const deleted = { name: "Ana", no: 1, deleted: { at: 4_000, by: "ben" } };
  const log = logOf(...begun, { type: "message_posted", data: deleted, first: { name: "Ana", no: 1, text: "secret" } });
  const records = recordsOf("trip", log);
  expect(JSON.stringify(records)).not.toContain("secret");
  expect(records[1]).toMatchObject({ text: "", edits: [], deleted: { by: "ben" } });
});

test("a line of CSV has a cell for each column, whatever people wrote", () => {
  const record = { record: "turn", room: "a,b", kind: "k", token: 't"', text: "one\ntwo", reactions: [1] } as const;
  const line = csvLine(record);
  expect(line).toContain('turn,"a,b",k,"t""",');
  expect(line).toEndWith(',"one\ntwo","{""reactions"":[1]}"');
  expect(line.replaceAll(/"(?:[^"]|"")*"/g, "").split(",")).toHaveLength(CSV_HEAD.split(",").length);
});

test("a log that holds nothing makes no record", () => {
  expect(recordsOf("nothing", [])).toEqual([]);
});
