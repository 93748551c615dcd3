import { expect, test } from "bun:test";
import { retryDelayMs } from "./retry-delay.ts";

test("ten thousand clients do not return in the same second, and nobody waits longer than 30 s", () => {
  expect(retryDelayMs(1, 0)).toBe(0);
  expect(retryDelayMs(1, 1)).toBe(1_000);
  expect(retryDelayMs(3, 1)).toBe(4_000);
  expect(retryDelayMs(60, 1)).toBe(30_000);
});
