import { expect, test } from "bun:test";
import { createFormats } from "./formats.ts";

const { day, lately, dayKey, duration } = createFormats("en-GB", "Europe/Berlin");
const now = Date.parse("2026-03-11T12:00:00Z");
const at = (text: string) => Date.parse(text);

test.each([
  ["2026-03-11T08:00:00Z", "Today"],
  ["2026-03-10T23:30:00Z", "Today"],
  ["2026-03-10T08:00:00Z", "Yesterday"],
  ["2026-03-06T08:00:00Z", "Friday"],
  ["2026-03-04T08:00:00Z", "4 March"],
  ["2025-03-11T12:00:00Z", "11 March 2025"],
])("%s is %s in Berlin", (when, expected) => expect(day(at(when), now)).toBe(expected));

test("lately is as short as it can be told apart", () => {
  expect(
    ["2026-03-11T08:05:00Z", "2026-03-09T08:00:00Z", "2026-01-09T08:00:00Z"].map((when) => lately(at(when), now)),
  ).toEqual(["09:05", "Mon", "9 Jan"]);
});

test("a day begins where one is, not in Greenwich", () => {
  expect(dayKey(at("2026-03-10T22:59:59Z"))).toBe("2026-03-10");
  expect(dayKey(at("2026-03-10T23:00:00Z"))).toBe("2026-03-11");
});

test.each([
  [10_000, "10 seconds"],
  [60_000, "1 minute"],
  [90_000, "90 seconds"],
  [1_020_000, "17 minutes"],
])("%i ms are %s in a sentence", (ms, expected) => expect(duration(ms)).toBe(expected));
