import { expect, test } from "bun:test";
import { cleanName, cleanText } from "./clean.ts";

const RLO = "\u202E";
const LRI = "\u2066";

test("letters that turn the direction around are taken out", () => {
  expect(cleanText(`open ${RLO}txt.exe`)).toBe("open txt.exe");
});

test("towers of marks end at four, and what languages need stays", () => {
  expect(cleanText(`Z${"\u0301".repeat(50)}a`)).toBe(`Z${"\u0301".repeat(4)}a`);
  const honest = "Việt Nam · กำลัง · שָׁלוֹם · هُنَاكَ · 👩🏽‍💻 · é";
  expect(cleanText(honest)).toBe(honest);
});

test("a name stays on its line and in its place", () => {
  expect(cleanName(`${LRI}Ana\nMaria${RLO}`)).toBe("Ana Maria");
  expect(cleanName(`${RLO}${LRI} \n`)).toBe("");
});
