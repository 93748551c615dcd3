import { expect, test } from "bun:test";
import { FrameFlood } from "./frame-flood.ts";

test("a burst and a steady pace are fine", () => {
  const flood = new FrameFlood();
  const burst = Array.from({ length: 600 }, () => flood.judge(0));
  const steady = Array.from({ length: 10_000 }, (_, index) => flood.judge(10 * (index + 1)));
  expect([...new Set([...burst, ...steady])]).toEqual(["fine"]);
});

test("[BOUND-5] one frame too many is refused, and fine after the time it names", () => {
  const flood = new FrameFlood();
  for (let count = 0; count < 600; count++) flood.judge(0);
  const answer = flood.judge(0);
  expect(answer).toEqual({ waitMs: 10 });
  expect(flood.judge(9)).toEqual({ waitMs: 1 });
  expect(flood.judge(10)).toBe("fine");
});

test.each([0, 1, 5])("[BOUND-5] a flood with %i ms between its frames is hopeless in the end", (ms) => {
  const flood = new FrameFlood();
  const answers = Array.from({ length: 20_000 }, (_, index) => flood.judge(index * ms));
  expect(answers).toContain("hopeless");
});

test("who is refused now and then, and waits, is never hopeless", () => {
  const flood = new FrameFlood();
  let now = 0;
  const answers = Array.from({ length: 20_000 }, () => {
    const answer = flood.judge(now);
    if (typeof answer === "object") now += 1_000;
    return answer;
  });
  expect(answers).not.toContain("hopeless");
  expect(answers.some((answer) => typeof answer === "object")).toBe(true);
});
