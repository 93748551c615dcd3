import type { MessageRow, RoomTimeline } from "@parlor/client";
import { expect, test } from "bun:test";
import { createValue } from "../value.ts";
import { unsettledOf } from "./unsettled-rows.ts";

const row = (key: string, waiting: number) =>
  ({ kind: "message", key, waiting: Array(waiting).fill({}) }) as unknown as MessageRow;
const timelineOf = (rows: readonly MessageRow[]) => ({ rows }) as unknown as RoomTimeline;

test("what others write leaves one's own unsettled messages the same list", () => {
  const own = row("own", 1);
  const timeline = createValue(timelineOf([row("a", 0), own]));
  const before = unsettledOf(timeline).get();
  timeline.set(timelineOf([row("a", 0), row("b", 0), own]));
  expect(before).toEqual([own]);
  expect(unsettledOf(timeline).get()).toBe(before);
});

test("one that is through, and another that waits, make another list", () => {
  const timeline = createValue(timelineOf([row("own", 1)]));
  const unsettled = unsettledOf(timeline);
  expect(unsettled.get()).toHaveLength(1);
  timeline.set(timelineOf([row("own", 0)]));
  expect(unsettled.get()).toEqual([]);
  const next = row("next", 1);
  timeline.set(timelineOf([row("own", 0), next]));
  expect(unsettled.get()).toEqual([next]);
});
