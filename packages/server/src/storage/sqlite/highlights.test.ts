import { expect, test } from "bun:test";
import { highlightsIn } from "./highlights.ts";

const marked = (text: string, ...words: string[]) =>
  highlightsIn(text, words).map(([from, to]) => text.slice(from, to));

test("whole words are marked that begin with what was searched, without regard to accents and case", () => {
  expect(marked("A dry white, and drywall.", "dry", "WHI")).toEqual(["dry", "white", "drywall"]);
  expect(marked("Côtes du Rhône", "cot", "rhône")).toEqual(["Côtes", "Rhône"]);
  expect(marked("Co\u0302tes", "côt")).toEqual(["Co\u0302tes"]);
  expect(marked("redo", "edo")).toEqual([]);
  expect(marked("日本語 テスト 7up", "日本", "7")).toEqual(["日本語", "7up"]);
  expect(marked("nothing")).toEqual([]);
});
