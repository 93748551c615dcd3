import { expect, test } from "bun:test";
import { shortName } from "./short-name.ts";

test("a name that fits stays as it is, however many characters its letters take", () => {
  expect(shortName("Maximiliane Abendrot")).toBe("Maximiliane Abendrot");
  const families = "👩‍👩‍👧‍👦".repeat(20);
  expect(shortName(families)).toBe(families);
});

test("a long one ends after a whole letter, and says that it goes on", () => {
  expect(shortName("W".repeat(64))).toBe(`${"W".repeat(19)}…`);
  expect(shortName("👩‍👩‍👧‍👦".repeat(21))).toBe(`${"👩‍👩‍👧‍👦".repeat(19)}…`);
  expect(shortName("Z\u0301".repeat(30))).toBe(`${"Z\u0301".repeat(19)}…`);
});
