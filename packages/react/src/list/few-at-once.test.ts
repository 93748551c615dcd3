import { expect, test } from "bun:test";
import { fewAtOnce } from "./few-at-once.ts";

const items = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `k${index + 1}` }));

test("what came at the end is drawn a few at a time, until all of it is", () => {
  const all = items(110);
  const drawn: number[] = [];
  for (let last = "k100", isPart = true; isPart;) {
    const step = fewAtOnce(all, last, 4);
    isPart = step.isPart;
    last = step.few.at(-1)?.key ?? "";
    drawn.push(step.few.length);
  }
  expect(drawn).toEqual([104, 108, 110]);
});

test("what is drawn whole is the same list, so that nothing is made anew", () => {
  const all = items(104);
  expect(fewAtOnce(all, "k100", 4)).toEqual({ few: all, isPart: false });
  expect(fewAtOnce(all, "k100", 4).few).toBe(all);
  expect(fewAtOnce(all, "k104", 4).few).toBe(all);
});

test("a room that opens, another page and a long absence are drawn at once", () => {
  const all = items(110);
  expect(fewAtOnce(all, undefined, 4).few).toBe(all);
  expect(fewAtOnce(all, "gone", 4).few).toBe(all);
  expect(fewAtOnce(all, "k10", 4).few).toBe(all);
});
