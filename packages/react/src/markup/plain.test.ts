import { expect, test } from "bun:test";
import { plainLine } from "./plain.ts";

test.each([
  ["I wrote mine down: https://example.org\n```\nrow  8 min\n```", "I wrote mine down: https://example.org row 8 min"],
  ["Short version:\n- ten minutes, *easy*\n- one **empty** bar", "Short version: ten minutes, easy, one empty bar"],
  ["> while it feels boring\n\nThat goes on the wall.", "That goes on the wall."],
  ["> nothing but this", "nothing but this"],
  ["2 * 3 * 4 is `24`", "2 * 3 * 4 is 24"],
  ["```", ""],
])("%j is pointed at as %j", (text, line) => {
  expect(plainLine(text)).toBe(line);
});
