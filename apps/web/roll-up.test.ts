import { expect, test } from "bun:test";
import { rollUp } from "./roll-up.ts";

const PARTS = new Map([
  ["/assets/main.js", 'import{a as x}from"/assets/shared.js";console.log(x);import("/assets/later.js");'],
  ["/assets/shared.js", 'export const a="here";'],
  ["/assets/later.js", 'import{a}from"/assets/shared.js";console.log("later",a);'],
]);
const namesOf = async (parts: ReadonlyMap<string, string>, way?: string) =>
  [...(await rollUp(parts, "/assets/main.js", way)).parts.keys()].toSorted();

test("the first file has what it needs, and the others take theirs from it", async () => {
  const { parts, main } = await rollUp(PARTS, "/assets/main.js");
  expect(parts.size).toBe(2);
  const [later = ""] = [...parts.keys()].filter((name) => name !== main);
  expect(parts.get(main)).toContain("here");
  expect(parts.get(main)).toContain(`import("${later}")`);
  expect(parts.get(later)).toContain(`from"${main}"`);
});

test("a file that is not what it was has another name, so that no browser keeps the old one", async () => {
  const before = await namesOf(PARTS);
  expect(await namesOf(PARTS)).toEqual(before);
  const changed = new Map(PARTS).set("/assets/later.js", 'console.log("other");');
  for (const after of [await namesOf(changed), await namesOf(PARTS, "another way to name them")]) {
    expect(after.filter((name) => before.includes(name))).toEqual([]);
  }
});
