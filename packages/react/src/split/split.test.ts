import { expect, test } from "bun:test";
import { BOUNDS, draggedTo, movedBy } from "./split.ts";

const beside = { line: "inline", dir: "ltr" } as const;
const fromRight = { line: "inline", dir: "rtl" } as const;
const below = { line: "block", dir: "ltr" } as const;

test("arrows move the divider where they point", () => {
  expect([movedBy("ArrowRight", 50, beside), movedBy("ArrowLeft", 50, beside)]).toEqual([52, 48]);
  // The first side is on the right: what makes it larger points to the left.
  expect([movedBy("ArrowRight", 50, fromRight), movedBy("ArrowLeft", 50, fromRight)]).toEqual([48, 52]);
  expect([movedBy("ArrowDown", 50, below), movedBy("ArrowUp", 50, below)]).toEqual([52, 48]);
});

test("keys of the other direction are left to whoever else wants them", () => {
  expect([movedBy("ArrowUp", 50, beside), movedBy("ArrowLeft", 50, below), movedBy("a", 50, beside)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("neither side is ever lost", () => {
  expect(movedBy("Home", 50, beside)).toBe(BOUNDS.least);
  expect(movedBy("PageDown", 79, beside)).toBe(BOUNDS.most);
  expect(draggedTo({ x: -500, y: 0 }, { left: 0, top: 0, width: 1000, height: 10 }, beside)).toBe(BOUNDS.least);
  expect(draggedTo({ x: 5, y: 0 }, { left: 0, top: 0, width: 0, height: 0 }, beside)).toBe(50);
});

test("a drag is measured from where the first side begins", () => {
  const box = { left: 100, top: 50, width: 1000, height: 500 };
  expect(draggedTo({ x: 400, y: 0 }, box, beside)).toBe(30);
  expect(draggedTo({ x: 400, y: 0 }, box, fromRight)).toBe(70);
  expect(draggedTo({ x: 0, y: 250 }, box, below)).toBe(40);
});
