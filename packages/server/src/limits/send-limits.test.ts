import { expect, test } from "bun:test";
import { SendLimits } from "./send-limits.ts";

test("[BOUND-4] so many at once, then one whenever its time has come", () => {
  let now = 0;
  const limits = new SendLimits(() => now);
  const takes = Array.from({ length: 10 }, () => limits.take("ana", "room:r", "10/10s"));
  expect(takes.every((refusal) => refusal === undefined)).toBe(true);
  expect(limits.take("ana", "room:r", "10/10s")).toMatchObject({
    code: "too_fast",
    retry: "later",
    retryAfterMs: 1_000,
  });
  now = 999;
  expect(limits.take("ana", "room:r", "10/10s")?.retryAfterMs).toBe(1);
  now = 1_000;
  expect(limits.take("ana", "room:r", "10/10s")).toBeUndefined();
  expect(limits.take("ana", "room:r", "10/10s")?.code).toBe("too_fast");
});

test("[BOUND-4] people and rooms are counted apart", () => {
  const limits = new SendLimits(() => 0);
  expect(limits.take("ana", "room:r", "1/1s")).toBeUndefined();
  expect(limits.take("ana", "room:r", "1/1s")).toBeDefined();
  expect(limits.take("ben", "room:r", "1/1s")).toBeUndefined();
  expect(limits.take("ana", "room:s", "1/1s")).toBeUndefined();
});

test("[ONCE-4] the same act is paid for once, also while the first one is under way", () => {
  const limits = new SendLimits(() => 0);
  for (let count = 0; count < 5; count++) expect(limits.take("ana", "room:r", "2/1h", "one")).toBeUndefined();
  expect(limits.take("ana", "room:r", "2/1h", "two")).toBeUndefined();
  expect(limits.take("ana", "room:r", "2/1h", "three")?.code).toBe("too_fast");
  expect(limits.take("ana", "room:r", "2/1h", "two")).toBeUndefined();
  expect(limits.take("ana", "room:r", "2/1h", "three")?.code).toBe("too_fast");
});

test("being refused costs nothing", () => {
  let now = 0;
  const limits = new SendLimits(() => now);
  limits.take("ana", "room:r", "1/1s");
  for (let count = 0; count < 100; count++) limits.take("ana", "room:r", "1/1s");
  now = 1_000;
  expect(limits.take("ana", "room:r", "1/1s")).toBeUndefined();
});
