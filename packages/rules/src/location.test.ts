import { expect, test } from "bun:test";
import { checkLocation, rounded } from "./location.ts";
import { kindOf } from "./testing/world.ts";

const helpdesk = kindOf("helpdesk");

test("five decimals are kept, without a minus before zero", () => {
  expect(rounded({ lat: 52.123456789, lng: 21.000004999 })).toEqual({ lat: 52.12346, lng: 21 });
  expect(rounded({ lat: -0.000001, lng: -179.999999 })).toEqual({ lat: 0, lng: -180 });
});

test.each([
  [90, 180, true],
  [-90, -180, true],
  [90.00001, 0, false],
  [0, -180.1, false],
  [999, 999, false],
  [Number.NaN, 0, false],
  [0, Number.POSITIVE_INFINITY, false],
])("(%p, %p) is a place: %p", (lat, lng, ok) => {
  expect(checkLocation(helpdesk, "participant", { lat, lng }).ok).toBe(ok);
});

test("only participants say where they are", () => {
  const place = { lat: 1, lng: 2 };
  expect(checkLocation(helpdesk, "organizer", place)).toMatchObject({ code: "bad_location" });
  expect(checkLocation(kindOf("community"), "member", place)).toMatchObject({ code: "bad_location" });
  expect(checkLocation(kindOf("group", { messages: { location: true } }), "member", place)).toEqual({ ok: true });
  expect(checkLocation(helpdesk, "organizer", undefined)).toEqual({ ok: true });
});
