import { expect, test } from "bun:test";
import { Refused } from "@parlor/client";
import { askPatiently } from "./ask-patiently.ts";

const busy = (retryAfterMs?: number) =>
  new Refused({
    code: "server_error",
    message: "The collection is being made ready.",
    retry: "later",
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });

/** A server that refuses so many times, and somebody who asks it. */
function asking(refusals: readonly Error[], signal = new AbortController().signal) {
  const left = [...refusals];
  const waits: (number | string)[] = [];
  let asked = 0;
  const answer = askPatiently(
    () => {
      asked += 1;
      const refusal = left.shift();
      return refusal ? Promise.reject(refusal) : Promise.resolve("found");
    },
    {
      signal,
      onWait: (why) => waits.push(why),
      pause: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    },
  ).catch((error: unknown) => error);
  return { answer, waits, asked: () => asked };
}

test("what is refused for now is asked again when the server says, and meanwhile says why", async () => {
  const { answer, waits } = asking([busy(5_000), busy(200)]);
  expect(await answer).toBe("found");
  const why = "The collection is being made ready.";
  expect(waits).toEqual([why, 5_000, why, 200]);
});

test("nobody waits for hours, and nobody asks for ever", async () => {
  const refusals = Array.from({ length: 9 }, () => busy(3_600_000));
  const { answer, waits, asked } = asking(refusals);
  expect(await answer).toBe(refusals[4]!);
  expect(asked()).toBe(5);
  expect(waits.filter((wait) => typeof wait === "number")).toEqual([30_000, 30_000, 30_000, 30_000]);
});

test("what is refused for good, or fails otherwise, is not asked again", async () => {
  for (const fault of [busy(), new Error("unanswered")]) {
    const { answer, asked } = asking([fault]);
    expect(await answer).toBe(fault);
    expect(asked()).toBe(1);
  }
});

test("whoever has gone meanwhile does not ask again", async () => {
  const gone = new AbortController();
  gone.abort();
  const { answer, asked } = asking([busy(10)], gone.signal);
  await answer;
  expect(asked()).toBe(1);
});

test("a pause ends at once when nobody waits any more", async () => {
  const gone = new AbortController();
  const answer = askPatiently(() => Promise.reject(busy(30_000)), { signal: gone.signal, onWait: () => gone.abort() });
  expect(await answer.catch((error: Error) => error.name)).toBe("AbortError");
});
