import { expect, test } from "bun:test";
import { tabsOf } from "./tabs.ts";

test("instructions and the checklist share a tab, and tabs stand in one order whatever the kind says", () => {
  expect(tabsOf(["search", "checklist", "products", "instructions"])).toEqual(["brief", "products", "search"]);
  expect(tabsOf(["checklist"])).toEqual(["brief"]);
});

test("what stands elsewhere is no tab", () => {
  expect(tabsOf(["map", "workspace"])).toEqual([]);
});
