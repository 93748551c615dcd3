import { expect, test } from "bun:test";

import { sideBySide } from "./side-by-side.ts";

test("no more jobs run at a time than allowed, and every one of them is done", async () => {
  let running = 0;
  let mostAtOnce = 0;
  const results = await sideBySide([1, 2, 3, 4, 5], 2, async (job) => {
    running += 1;
    mostAtOnce = Math.max(mostAtOnce, running);
    await Promise.resolve();
    running -= 1;
    return job * 10;
  });

  expect(mostAtOnce).toBe(2);
  expect(results).toEqual([10, 20, 30, 40, 50]);
});
