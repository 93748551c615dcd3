import { expect, test } from "bun:test";
import { Newest } from "./newest.ts";

test("what was set longest ago is forgotten first", () => {
  const newest = new Newest<string, number>(2);
  newest.set("a", 1);
  newest.set("b", 2);
  newest.set("a", 3);
  newest.set("c", 4);
  expect(["a", "b", "c"].map((key) => newest.get(key))).toEqual([3, undefined, 4]);
});
