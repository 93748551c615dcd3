import { expect, test } from "bun:test";
import { excerptOf, piecesOf } from "./highlight.ts";

const marked = (text: string, runs: [number, number][]) =>
  piecesOf(text, runs)
    .map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text))
    .join("");

test("what was found is marked, and nothing of the text is lost", () => {
  expect(
    marked("Green tea and black tea", [
      [6, 9],
      [20, 23],
    ]),
  ).toBe("Green [tea] and black [tea]");
  expect(marked("tea", [[0, 3]])).toBe("[tea]");
  expect(marked("tea", [])).toBe("tea");
});

test("runs that make no sense do no harm", () => {
  expect(
    marked("Green tea", [
      [6, 90],
      [2, 1],
      [4, 8],
    ]),
  ).toBe("Gree[n te][a]");
  expect(marked("Green tea", [[50, 60]])).toBe("Green tea");
});

test("of a long text, the part is shown where it was found, with the marks where they belong", () => {
  const text = `${"word ".repeat(100)}kettle ${"more ".repeat(100)}`;
  const at = text.indexOf("kettle");
  const excerpt = excerptOf(text, [[at, at + 6]]);
  expect(excerpt.text.length).toBeLessThan(260);
  expect(excerpt.runs.map(([from, to]) => excerpt.text.slice(from, to))).toEqual(["kettle"]);
  expect(excerpt.text.startsWith("… word")).toBe(true);
});

test("a short text, and the beginning of one in which nothing was found, stay as they are", () => {
  expect(excerptOf("short", [[0, 2]])).toEqual({ text: "short", runs: [[0, 2]] });
  expect(excerptOf("a".repeat(500), []).text).toBe(`${"a".repeat(240)} …`);
});
