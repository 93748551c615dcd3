import { describe, expect, test } from "bun:test";
import { refusal, type RoomEvent } from "@parlor/protocol";
import { RoomLog } from "../testing/room-log.ts";
import { hold } from "./held.ts";
import type { Waiting } from "./outbox.ts";
import type { Ranges } from "./ranges.ts";
import { type MessageRow, type Row, rowsOf } from "./rows.ts";

const ana = { id: "ana", name: "Ana" };

const waitingOf = (act: Pick<Waiting, "name" | "payload">, stage: Waiting["stage"] = { name: "sending" }): Waiting =>
  ({ ...act, actor: "ana", madeAt: 5, tries: 1, stage }) as Waiting;

const draw = (events: RoomEvent[], line: Waiting[], ranges: Ranges = [{ from: 1, to: events.length }]) =>
  rowsOf(events.map(hold), ranges, line, ana);

const message = (rows: readonly Row[], index: number): MessageRow => {
  const row = rows[index];
  if (row?.kind !== "message") throw new Error(`row ${index} is no message`);
  return row;
};

describe("rows", () => {
  const room = () => {
    const log = new RoomLog("general");
    log.post("ana", "first", "k1");
    log.post("bo", "second", "k1");
    return log;
  };
  const send = (key: string) => waitingOf({ name: "send_message", payload: { room: "general", key, text: key } });

  test("confirmation replaces a waiting row and never adds one", () => {
    const log = room();
    const before = draw(log.events, [send("k2")]);
    log.post("ana", "k2", "k2");
    const between = draw(log.events, [send("k2")]);
    const after = draw(log.events, []);

    expect(before.at(-1)).toMatchObject({ key: "ana/k2", stage: "sending" });
    expect(between.at(-1)).toMatchObject({ key: "ana/k2", stage: "confirmed", seq: 4 });
    expect(between).toEqual(after);
    expect(before.map(({ key }) => key)).toEqual(after.map(({ key }) => key));
  });

  test("the same key of another person is another message", () => {
    const keys = draw(room().events, [send("k1")]).map(({ key }) => key);

    expect(keys).toEqual(["#1", "ana/k1", "bo/k1"]);
  });

  test("what waits comes after everything, in the order it was done", () => {
    const rows = draw(room().events, [send("k3"), send("k2")]);

    expect(rows.slice(-2).map(({ key }) => key)).toEqual(["ana/k3", "ana/k2"]);
  });

  test("own edits, reactions and deletions are shown at once, together", () => {
    const change = (act: Pick<Waiting, "name" | "payload">) => waitingOf(act);
    const edit = change({ name: "edit_message", payload: { room: "general", key: "e", seq: 2, text: "better" } });
    const react = change({ name: "react", payload: { room: "general", key: "r", seq: 2, emoji: "👍" } });
    const remove = change({ name: "delete_message", payload: { room: "general", key: "d", seq: 3 } });

    const rows = draw(room().events, [edit, react, remove]);
    expect(message(rows, 1)).toMatchObject({
      message: { text: "better", reactions: [{ emoji: "👍", by: ["ana"] }] },
      waiting: [edit, react],
      stage: "confirmed",
    });
    expect(message(rows, 2).message).toMatchObject({ deleted: { by: "ana" } });
    expect(message(rows, 2).message.text).toBeUndefined();
  });

  test("a change that was refused is told of and not shown", () => {
    const why = refusal("not_allowed", "Only a moderator can edit messages here.");
    const edit = waitingOf(
      { name: "edit_message", payload: { room: "general", key: "e", seq: 2, text: "better" } },
      { name: "failed", refusal: why },
    );

    expect(message(draw(room().events, [edit]), 1)).toMatchObject({ message: { text: "first" }, refusal: why });
  });

  test("a hole is drawn where it lies", () => {
    const log = room();
    const ranges = [
      { from: 1, to: 2 },
      { from: 9, to: 9 },
    ];
    const late: RoomEvent = { ...log.post("bo", "late"), seq: 9 };

    const rows = draw([...log.page(1, 2), late], [], ranges);
    expect(rows.map((row) => (row.kind === "hole" ? [row.from, row.to] : row.key))).toEqual([
      "#1",
      "ana/k1",
      [3, 8],
      "#9",
    ]);
  });

  test("what did not change is the same object, so that it is not drawn again", () => {
    const held = room().events.map(hold);
    const ranges = [{ from: 1, to: 3 }];

    const before = rowsOf(held, ranges, [], ana);
    const after = rowsOf(held, ranges, [send("k2")], ana);
    expect(after.slice(0, 3).every((row, i) => row === before[i])).toBe(true);
  });
});
